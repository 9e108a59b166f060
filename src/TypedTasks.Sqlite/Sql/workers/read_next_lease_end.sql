-- Reads how soon the lease of another worker ends; null without another worker.
-- With each heartbeat: rescuers that hear of leases that end need not look for them.
select min(lease_expires_at) - (select now from typed_tasks_clock) as next_lease_end
from typed_tasks_worker
where number <> :worker;
