-- Schedules a job whose task asked for a later time, unless somebody asked to cancel it; the fence is (id, claims, claimed_at).
-- The attempt is handed back, because it did not fail; the claim is not.
update typed_tasks_job
set
    state = 1,
    attempts = attempts - 1,
    run_at = :run_at
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4
  and cancel_reason is null;
