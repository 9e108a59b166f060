-- Reads the names behind a contract number.
-- For messages about jobs of unknown tasks.
select task_name, version
from typed_tasks_contract
where number = :contract;
