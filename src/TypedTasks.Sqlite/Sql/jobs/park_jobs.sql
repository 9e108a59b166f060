-- Sets a job aside for workers that know its contract, unless somebody asked to cancel it; the fence is (id, claims, claimed_at).
-- The attempt is handed back, the claim is not: it is part of the fence.
update typed_tasks_job
set
    state = case when suspect then 9 else 8 end,
    attempts = attempts - 1
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4
  and cancel_reason is null;
