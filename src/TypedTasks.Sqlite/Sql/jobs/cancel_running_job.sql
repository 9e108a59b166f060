-- Marks a running job as to be canceled.
-- The first reason stays.
update typed_tasks_job
set cancel_reason = coalesce(cancel_reason, :reason)
where id = :job
  and state = 4;
