-- Renews a worker's lease; no row if it has expired.
-- An expired lease is not revived: others may be taking the worker's jobs at this moment.
update typed_tasks.worker
set lease_expires_at = typed_tasks.clock() + :lease * interval '1 microsecond'
where number = :worker
  and lease_expires_at > typed_tasks.clock()
returning number
