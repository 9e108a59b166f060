-- Takes back what jobs were charged when the lease of this worker had expired: it leaves by itself, so it has not died. It was paused, or cut off.
-- Only of jobs that have not ended; tell_return then marks their errors, so that a repeat takes back nothing.
update typed_tasks_job
set
    crashes = max(crashes - 1, 0),
    suspect = 0,
    alone = 0,
    state = case when state = 9 then 2 else state end
where id in (
    select job_id
    from typed_tasks_attempt_error
    where worker = :worker
      and type = 'TypedTasks.WorkerLost'
);
