-- Deletes workers that ended before a moment and before the oldest job in the history did.
-- So no finished job loses the name of its worker.
delete from typed_tasks_worker
where coalesce(stopped_at, settled_at) < :before
  and coalesce(stopped_at, settled_at) < coalesce((select min(finished_at) from typed_tasks_job_history), :before);
