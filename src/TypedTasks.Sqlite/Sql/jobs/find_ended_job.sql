-- Finds out where a job stands that was not made ready again.
-- By the primary keys of both tables, in the transaction of retry_ended_job: what failed or was canceled, and is still there, may have run.
select state
from typed_tasks_job
where id = :job
union all
select state
from typed_tasks_job_history
where id = :job;
