-- Reads how soon the lease of another worker ends, null without another worker, and how many others serve the same queues.
-- With each heartbeat: rescuers that hear of leases that end need not look for them, and workers that hear of many others give way to each other.
select
    min(lease_expires_at) - (select now from typed_tasks_clock) as next_lease_end,
    count(*) filter (
        where lease_expires_at > (select now from typed_tasks_clock)
          and queues = (select queues from typed_tasks_worker where number = :worker)
    ) as others
from typed_tasks_worker
where number <> :worker;
