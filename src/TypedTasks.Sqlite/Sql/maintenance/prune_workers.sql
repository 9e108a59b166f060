-- Deletes the names of workers that were gone before a moment, and before the oldest job in the history ended.
-- So no finished job loses the name of its worker.
delete from typed_tasks_worker_name
where removed_at < :before
  and removed_at < coalesce((select min(finished_at) from typed_tasks_job_history), :before);
