-- Removes workers whose lease expired and who have no jobs any more; their names stay as long as jobs may bear them.
-- A worker with jobs left stays visible as lost until rescue has taken them all.
delete from typed_tasks_worker
where lease_expires_at <= :now
  and not exists (
    select 1
    from typed_tasks_job
    where worker = typed_tasks_worker.number
      and state = 4
  );
