-- Keeps a crash among the errors of a lost job; the fence is (id, claims, claimed_at).
-- Before the job is given back or ended, because then it is no longer running. A worker that comes back after all finds by it what to take back.
insert or ignore into typed_tasks_attempt_error (job_id, claims, attempt, claimed_at, failed_at, worker, type, message, detail)
select
    id, claims, attempts, claimed_at, :now, worker, 'TypedTasks.WorkerLost',
    'Its worker ' || :name || ' died or stood still while it had this job.',
    'The worker stopped renewing its lease, so another one gave its jobs back. Look at its own log and at its machine: for a crash, for memory running out, for a process or a machine that was paused.'
from typed_tasks_job
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4;
