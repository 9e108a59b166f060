-- Lists the running attempts of a worker that somebody asked to cancel.
-- Read with each heartbeat, when the file may have changed, and each second while the worker has jobs.
select id, claims, claimed_at
from typed_tasks_job
where worker = :worker
  and state = 4
  and cancel_reason is not null
order by id;
