-- Finds the number of a queue.
-- Only when the process has not met the name before.
select number
from typed_tasks_queue
where name = :name;
