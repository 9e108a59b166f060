-- Lists what a worker has claimed and not finished and may not run again, and whether somebody asked to cancel it.
-- When the worker leaves, these may have started.
select id, claims, claimed_at, cancel_reason is not null
from typed_tasks_job
where worker = :worker
  and state = 4
  and at_most_once
order by id;
