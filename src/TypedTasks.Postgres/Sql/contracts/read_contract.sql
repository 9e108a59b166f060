-- Reads the task and version behind a contract number.
-- For messages about jobs of unknown tasks.
select task_name, version
from typed_tasks.contract
where number = :number
