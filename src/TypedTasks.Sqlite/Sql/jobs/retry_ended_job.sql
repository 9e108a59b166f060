-- Copies a job that failed or was canceled from the history, ready and with one more attempt at least. Its row there is deleted by delete_ended_job.
-- The claims go on from where they were: with the id they name one attempt, however often the job comes back. One that may run at most once and has an attempt counted may have run.
insert into typed_tasks_job (
    id, state, queue, contract, rank, expected_by, attempts, max_attempts, claims, at_most_once, worker, created_at, run_at, claimed_at,
    enqueue_id, settings, payload
)
select
    id, 2, queue, contract, rank, expected_by, attempts, max(max_attempts, attempts + 1), claims, at_most_once, worker, created_at, :now, claimed_at,
    enqueue_id, settings, payload
from typed_tasks_job_history
where id = :job
  and state in (6, 7)
  and not (at_most_once and attempts > 0);
