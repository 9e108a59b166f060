-- Takes back what jobs were charged when the lease of this worker had expired: it leaves by itself, so it has not died. It was paused, or cut off.
-- Only of jobs that have not ended, and not of those that somebody else holds locked: nobody waits for anybody here. Their errors say so, and then a repeat takes back nothing.
with taken as (
    select job.id, attempt_error.claims
    from typed_tasks.attempt_error
    join typed_tasks.job on job.id = attempt_error.job_id
    where attempt_error.worker = :worker
      and attempt_error.type = 'TypedTasks.WorkerLost'
    for update of job skip locked
),
told as (
    update typed_tasks.attempt_error
    set
        type = 'TypedTasks.WorkerCameBack',
        message = 'Its worker stood still or was cut off for longer than its lease while it had this job, and came back.',
        detail = 'The crash that the job was charged for it has been taken back.'
    from taken
    where attempt_error.job_id = taken.id
      and attempt_error.claims = taken.claims
)
update typed_tasks.job
set
    crashes = greatest(crashes - 1, 0),
    suspect = false,
    alone = false,
    state = case when state = 9 then 2 else state end,
    ready_again_at = case when state = 9 then typed_tasks.clock() else ready_again_at end
from (select distinct id from taken) as charged
where job.id = charged.id
