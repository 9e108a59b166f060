-- Finds the number of a queue.
-- Once per name and transaction.
select number
from typed_tasks_queue
where name = :name;
