-- Finds the number of a task version.
-- Only when the process has not met it before.
select number
from typed_tasks_contract
where task_name = :task_name
  and version = :version;
