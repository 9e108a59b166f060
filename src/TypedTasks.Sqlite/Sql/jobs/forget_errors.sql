-- Deletes what went wrong in attempts long before this one, of a job that is tried for ever.
-- After add_error, which has asked for the fence.
delete from typed_tasks_attempt_error
where job_id = :job
  and attempt <= :attempt - 100;
