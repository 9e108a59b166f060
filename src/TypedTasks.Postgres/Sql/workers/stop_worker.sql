-- Notes that a worker has stopped.
-- Its row stays until no finished job names it; a claim of its own that comes late is refused, one in flight is found by rescue.
update typed_tasks.worker
set
    stopped_at = typed_tasks.clock(),
    lease_expires_at = typed_tasks.clock()
where number = :worker
  and stopped_at is null
