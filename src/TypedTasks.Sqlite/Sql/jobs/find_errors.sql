-- Finds what went wrong in a job's attempts, oldest first.
-- Claims only grow, so their order is that of the attempts.
select
    attempt,
    type,
    message,
    detail,
    claimed_at,
    failed_at,
    (select name from typed_tasks_worker_name where number = error.worker) as worker
from typed_tasks_attempt_error as error
where job_id = :job
order by claims;
