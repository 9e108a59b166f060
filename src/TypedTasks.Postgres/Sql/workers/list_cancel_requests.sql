-- Lists the running attempts of a worker that somebody asked to cancel.
-- With the heartbeat, because the worker asks then anyway; after a signal; behind a pooler, where none is heard, each second while it has jobs.
select id, claims, claimed_at
from typed_tasks.job
where worker = :worker
  and state = 4
  and cancel_reason is not null
order by id
