-- Deletes the names of workers that were gone before the oldest finished job was.
-- Jobs that wait name the worker that ran them last, so theirs stay. That may read all of them, 0.1 s for a million, so it comes once after many batches of prune_jobs.
delete from typed_tasks.worker_name
where removed_at < typed_tasks.clock() - :retention * interval '1 microsecond'
  and not exists (select from typed_tasks.job where job.worker = worker_name.number)
