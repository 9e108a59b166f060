-- Finds out what became of an attempt: 1 when it is still the running one, 2 when it ended its job with success; no row otherwise.
-- By the primary keys of both tables, under the right to write: nothing is being committed meanwhile.
select 1
from typed_tasks_job
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 4
union all
select 2
from typed_tasks_job_history
where id = :job
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 5;
