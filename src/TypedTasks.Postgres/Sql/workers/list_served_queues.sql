-- Lists which queues live workers serve, as they registered them.
-- Patterns are left to the caller, who has the rules for them.
select distinct queues
from typed_tasks.worker
where lease_expires_at > typed_tasks.clock()
order by queues
