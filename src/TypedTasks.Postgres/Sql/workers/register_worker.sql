-- Enters a worker, with a lease.
-- The lease is a length of time, because only this clock is compared with it later.
with named as (
    insert into typed_tasks.worker_name (name)
    values (:name)
    returning number
)
insert into typed_tasks.worker (number, host, process_id, queues, concurrency, started_at, lease_expires_at)
select
    number,
    :host,
    :process_id,
    :queues,
    :concurrency,
    typed_tasks.clock(),
    typed_tasks.clock() + :lease * interval '1 microsecond'
from named
returning number
