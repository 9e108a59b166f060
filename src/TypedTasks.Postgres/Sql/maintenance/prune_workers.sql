-- Deletes workers that were gone before the oldest finished job was.
-- Finished jobs name their worker, so it stays as long as they do.
delete from typed_tasks.worker
where settled_at < typed_tasks.clock() - :retention * interval '1 microsecond'
  and not exists (select from typed_tasks.job where job.worker = worker.number)
