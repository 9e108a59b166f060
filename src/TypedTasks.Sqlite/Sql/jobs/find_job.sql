-- Reads one job, finished or not.
-- Both tables in one statement: it can't slip away between them.
select
    id,
    (select task_name from typed_tasks_contract where number = job.contract) as task_name,
    (select version from typed_tasks_contract where number = job.contract) as version,
    (select name from typed_tasks_queue where number = job.queue) as queue,
    state, rank, expected_by, attempts, max_attempts, claims, crashes,
    (select name from typed_tasks_worker_name where number = job.worker) as worker,
    created_at, run_at, claimed_at, finished_at, payload, result, reason, deadline
from typed_tasks_any_job as job
where id = :job;
