-- Enters a worker, with a lease.
-- The lease is a length of time, because only this clock is compared with it later.
with named as (
    insert into typed_tasks.worker_name (number, name)
    select drawn.number, :name
    from (select 1 + (random() * 2147483646)::int as number from generate_series(1, 10)) as drawn
    where not exists (select from typed_tasks.worker_name where worker_name.number = drawn.number)
    limit 1
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
