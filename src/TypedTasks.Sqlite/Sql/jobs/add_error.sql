-- Keeps what went wrong in an attempt; the fence is (id, claims, claimed_at).
-- Before the job is ended or scheduled again, because then it is no longer running.
insert into typed_tasks_attempt_error (job_id, claims, attempt, claimed_at, failed_at, worker, type, message, detail)
select id, claims, :attempt, claimed_at, :now, worker, :type, :message, :detail
from typed_tasks_job
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4;
