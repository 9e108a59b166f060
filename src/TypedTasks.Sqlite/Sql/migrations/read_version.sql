-- Reads the number of the last migration that ran.
-- 0 when none did.
select coalesce(max(version), 0) as version
from typed_tasks_schema_version;
