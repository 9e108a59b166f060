-- Finds out why a job was not made ready again: where it stands, and whether it may run at most once and may have run.
-- A statement of its own, after retry_ended_job, because only then it sees what was committed while that one waited.
select state, at_most_once and attempts > 0 as may_have_run
from typed_tasks.job
where id = :id
union all
select state, at_most_once and attempts > 0 as may_have_run
from typed_tasks.job_history
where id = :id
