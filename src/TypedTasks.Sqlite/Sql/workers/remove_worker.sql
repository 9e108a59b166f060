-- Removes a worker that stops; its name stays as long as jobs may bear it.
-- After its jobs have been released, in the same transaction.
delete from typed_tasks_worker
where number = :worker;
