-- Renews a lease that has not expired.
-- One that has stays dead: others may be taking the worker's jobs.
update typed_tasks_worker
set lease_expires_at = (select now from typed_tasks_clock) + :lease
where number = :worker
  and lease_expires_at > (select now from typed_tasks_clock);
