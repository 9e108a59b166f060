-- Lists what a worker has claimed and not finished and may not run again; those somebody asked to cancel are canceled instead.
-- When it leaves, these may have started.
select id, claims
from typed_tasks_job
where worker = :worker
  and state = 4
  and at_most_once
  and cancel_reason is null
order by id;
