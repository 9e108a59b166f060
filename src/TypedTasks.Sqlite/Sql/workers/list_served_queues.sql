-- Lists which queues live workers serve, as they registered them.
-- Patterns are left to the caller, who has the rules for them.
select distinct queues
from typed_tasks_worker
where lease_expires_at > :now
order by queues;
