-- Notes that a worker has stopped.
-- Its row stays, because jobs name it.
update typed_tasks_worker
set stopped_at = :now
where number = :worker
  and stopped_at is null;
