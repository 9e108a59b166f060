-- Finds the number of a task version.
-- Once per name and transaction.
select number
from typed_tasks_contract
where task_name = :task_name
  and version = :version;
