-- When a job that has ended was claimed.
-- $1 its number.
select claimed_at
from typed_tasks.job_history
where id = $1
