-- Copies a job that waits to the history, as canceled. Its row is deleted by delete_jobs.
-- Only a running one is left to its worker.
insert into typed_tasks_job_history (
    id, state, queue, contract, rank, expected_by, attempts, max_attempts, claims, crashes, worker, created_at, run_at, claimed_at,
    finished_at, at_most_once, enqueue_id, deadline, settings, reason, payload
)
select
    id, 7, queue, contract, rank, expected_by, attempts, max_attempts, claims, crashes, worker, created_at, run_at, claimed_at,
    :now, at_most_once, enqueue_id, deadline, settings, :reason, payload
from typed_tasks_job
where id = :job
  and state <> 4;
