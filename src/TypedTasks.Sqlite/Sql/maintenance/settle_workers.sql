-- Notes that workers whose lease expired have no jobs left.
-- From then on rescue passes them by.
update typed_tasks_worker
set settled_at = :now
where stopped_at is null
  and settled_at is null
  and lease_expires_at <= :now
  and not exists (
    select 1
    from typed_tasks_job
    where worker = typed_tasks_worker.number
      and state = 4
  );
