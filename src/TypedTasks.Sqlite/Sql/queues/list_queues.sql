-- Lists all queues that ever had a job or a worker.
-- By name, for people.
select number, name
from typed_tasks_queue
order by name;
