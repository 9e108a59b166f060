-- Enters a worker with its lease.
-- Its number is never used again for another.
insert into typed_tasks_worker (name, host, process_id, queues, concurrency, started_at, lease_expires_at)
select :name, :host, :process_id, :queues, :concurrency, now, now + :lease
from typed_tasks_clock;
