-- Takes the jobs of workers without a lease: back to ready with the attempt handed back and a crash added, or failed when the budget is used up.
-- Walks from worker to worker in the index of running jobs, so that a job whose worker is not even listed is found, too. 1,000 jobs beside 300,000 ready ones: 4 ms.
with recursive claimant as (
    (
        select worker
        from typed_tasks.job
        where state = 4
        order by worker
        limit 1
    )
    union all
    select following.worker
    from claimant
    cross join lateral (
        select job.worker
        from typed_tasks.job
        where job.state = 4
          and job.worker > claimant.worker
        order by job.worker
        limit 1
    ) as following
),
lost as (
    select claimant.worker as number, coalesce(worker_name.name, '?') as name
    from claimant
    left join typed_tasks.worker_name on worker_name.number = claimant.worker
    where not exists (
        select
        from typed_tasks.worker
        where worker.number = claimant.worker
          and worker.lease_expires_at > typed_tasks.clock()
    )
),
taken as (
    select job.id, lost.name as worker_name, job.crashes + 1 as crashes, job.cancel_reason is null and job.crashes + 1 >= :crash_budget as failed
    from lost
    join typed_tasks.job on job.worker = lost.number and job.state = 4
    limit :limit
    for update of job skip locked
),
returned as (
    update typed_tasks.job
    set
        state = 2,
        attempts = attempts - 1,
        crashes = taken.crashes
    from taken
    where job.id = taken.id
      and not taken.failed
    returning job.id
),
ended as (
    delete from typed_tasks.job
    using taken
    where job.id = taken.id
      and taken.failed
    returning job.*, taken.worker_name, taken.crashes as all_crashes
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 6,
        all_crashes, enqueue_id, deadline, settings,
        'Its worker died ' || all_crashes || ' times while it had the job, the last time ' || worker_name
            || '. The crash budget is used up; the job may be what kills its workers.',
        payload
    from ended
)
select taken.id, taken.worker_name, taken.crashes, taken.failed
from taken
order by taken.id
