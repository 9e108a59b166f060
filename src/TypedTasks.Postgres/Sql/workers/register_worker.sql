-- Enters a worker, with a lease.
-- The lease is a length of time, because only this clock is compared with it later.
insert into typed_tasks.worker (name, host, process_id, queues, concurrency, started_at, lease_expires_at)
values (
    :name,
    :host,
    :process_id,
    :queues,
    :concurrency,
    typed_tasks.clock(),
    typed_tasks.clock() + :lease * interval '1 microsecond'
)
returning number
