-- Gives a lost job back with its attempt and counts the crash; a suspect is to be claimed alone from now on. The fence is (id, claims, claimed_at).
-- The claim is not handed back, so the outcome of the lost attempt comes too late.
update typed_tasks_job
set
    state = case when :suspect then 9 else 2 end,
    attempts = attempts - 1,
    crashes = crashes + :charged,
    suspect = :suspect
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4;
