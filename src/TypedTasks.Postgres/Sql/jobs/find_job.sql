-- Reads one job, finished or not.
-- By the primary keys of both tables.
select
    id, task_name, version, queue, state, priority, expected_by, attempt, max_attempts, claims, crashes, worker, enqueued_at, run_at,
    claimed_at, finished_at, payload, result, reason, deadline
from typed_tasks.jobs
where id = :id
