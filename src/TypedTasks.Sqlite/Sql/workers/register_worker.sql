-- Enters a worker, with a lease.
-- The lease is a length of time, because only this clock is compared with it later.
insert into typed_tasks_worker (number, host, process_id, queues, concurrency, started_at, lease_expires_at)
select :worker, :host, :process_id, :queues, :concurrency, now, now + :lease
from typed_tasks_clock;
