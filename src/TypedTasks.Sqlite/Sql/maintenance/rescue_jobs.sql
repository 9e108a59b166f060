-- Gives a lost job back with its attempt and counts the crash; the fence is (id, claims).
-- The claim is not handed back, so the outcome of the lost attempt comes too late.
update typed_tasks_job
set
    state = 2,
    attempts = attempts - 1,
    crashes = crashes + 1
where id = :job
  and claims = :claims
  and state = 4;
