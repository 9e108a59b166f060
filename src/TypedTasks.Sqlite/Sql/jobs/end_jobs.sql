-- Copies a job whose attempt ended it to the history; the fence is (id, claims, claimed_at). Its row is deleted by delete_jobs.
-- Two statements, because SQLite has no DELETE in a CTE. The reason given by the attempt wins over that of a request to cancel. An attempt that never started is handed back.
insert into typed_tasks_job_history (
    id, state, queue, contract, rank, expected_by, attempts, max_attempts, claims, crashes, worker, created_at, run_at, claimed_at,
    finished_at, at_most_once, enqueue_id, deadline, settings, reason, result, payload
)
select
    id, :state, queue, contract, rank, expected_by, attempts - :handed_back, max_attempts, claims, crashes + :crashes, worker, created_at, run_at, claimed_at,
    :now, at_most_once, enqueue_id, deadline, settings, case when :state = 7 then coalesce(:reason, cancel_reason) else :reason end, cast(:result as text), payload
from typed_tasks_job
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4;
