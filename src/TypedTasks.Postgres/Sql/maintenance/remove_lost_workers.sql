-- Removes workers whose lease expired and who have no jobs any more; their names stay as long as jobs may bear them.
-- A worker with jobs left stays visible as lost until rescue has taken them all.
with removed as (
    delete from typed_tasks.worker
    where lease_expires_at <= typed_tasks.clock()
      and not exists (
          select
          from typed_tasks.job
          where job.worker = worker.number
            and job.state = 4
      )
    returning number
)
update typed_tasks.worker_name
set removed_at = typed_tasks.clock()
from removed
where worker_name.number = removed.number
