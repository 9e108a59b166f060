-- Lists all queues.
-- By number, which is the order in which they were first used.
select number, name
from typed_tasks.queue
order by number
