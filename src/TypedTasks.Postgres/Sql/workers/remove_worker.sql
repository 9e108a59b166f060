-- Removes a worker that stops; its name stays as long as jobs may bear it.
-- A claim of its own that commits later is found by rescue, because its worker has no lease.
with removed as (
    delete from typed_tasks.worker
    where number = :worker
    returning number
)
update typed_tasks.worker_name
set removed_at = typed_tasks.clock()
from removed
where worker_name.number = removed.number
