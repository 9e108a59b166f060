-- Lists all queues.
-- By name, for people.
select number, name
from typed_tasks.queue
order by name
