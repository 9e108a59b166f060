-- Schedules the next attempt of a job, unless somebody asked to cancel it; the fence is (id, claims, claimed_at).
-- A canceled one is ended by end_jobs instead.
update typed_tasks_job
set
    state = 1,
    run_at = :run_at
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4
  and cancel_reason is null;
