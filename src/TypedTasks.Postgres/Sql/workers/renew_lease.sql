-- Renews a worker's lease unless it has expired, for then others may be taking its jobs; and tells how soon another worker's ends, in microseconds, null without another: rescuers that hear of it need not look.
-- The commit does not wait for the disk, a third of its cost: a renewal lost with the server makes a lease end a heartbeat sooner, when its worker gives up anyway, and nobody rescues within a lease of an outage.
with renewed as (
    update typed_tasks.worker
    set lease_expires_at = typed_tasks.clock() + :lease * interval '1 microsecond'
    where number = :worker
      and lease_expires_at > typed_tasks.clock()
    returning number
)
select
    exists (select from renewed) as alive,
    (
        select (extract(epoch from min(lease_expires_at) - typed_tasks.clock()) * 1000000)::bigint
        from typed_tasks.worker
        where number <> :worker
    ) as next_lease_end,
    set_config('synchronous_commit', 'off', true) as synchronous_commit
