-- Finds when the next scheduled job is due; null if there is none.
-- The first entry of the index of scheduled jobs.
select min(run_at) as run_at
from typed_tasks_job
where state = 1;
