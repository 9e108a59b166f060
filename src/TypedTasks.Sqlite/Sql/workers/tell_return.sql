-- Says in the errors of jobs whose crash was taken back that their worker came back.
-- Not of jobs that have ended: they have been charged for good.
update typed_tasks_attempt_error
set
    type = 'TypedTasks.WorkerCameBack',
    message = 'Its worker stood still or was cut off for longer than its lease while it had this job, and came back.',
    detail = 'The crash that the job was charged for it has been taken back.'
where worker = :worker
  and type = 'TypedTasks.WorkerLost'
  and exists (select 1 from typed_tasks_job where id = job_id);
