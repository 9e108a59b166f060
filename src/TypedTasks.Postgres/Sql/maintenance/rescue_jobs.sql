-- Takes the jobs of workers without a lease: back to ready, or to the suspects when the crash budget is all but used up; failed if one ran alone, so that nothing else can have killed the worker, or may run at most once.
-- If asked, walks from worker to worker in the index of running jobs, too, so that a job whose worker is not even listed is found; where an old transaction holds back vacuum, that meets every job that ever ran. 1,000 jobs beside 300,000 ready ones: 4 ms. A suspect that was only held is charged nothing; a charge stands among the job's errors, so that a worker that comes back after all can take it back. An at-most-once job that is to be canceled keeps its attempt: it may have started. A rescuer without a lease takes nothing: the statement may have waited in a server that stood still, and then nobody else could renew either.
with recursive claimant as (
    (
        select worker
        from typed_tasks.job
        where state = 4
          and :walks
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
gone as (
    select number
    from typed_tasks.worker
    where lease_expires_at <= typed_tasks.clock()
    union
    select claimant.worker
    from claimant
    where not exists (select from typed_tasks.worker where worker.number = claimant.worker)
),
lost as (
    select gone.number, coalesce(worker_name.name, '?') as name
    from gone
    left join typed_tasks.worker_name on worker_name.number = gone.number
    where exists (
        select
        from typed_tasks.worker
        where worker.number = :rescuer
          and worker.lease_expires_at > typed_tasks.clock()
    )
),
taken as (
    select
        job.id,
        job.claims,
        job.attempts,
        job.claimed_at,
        job.contract,
        job.worker,
        lost.name as worker_name,
        not job.suspect or job.alone as charged,
        job.crashes + case when job.suspect and not job.alone then 0 else 1 end as crashes,
        job.cancel_reason is null and (job.alone or job.at_most_once) as failed
    from lost
    join typed_tasks.job on job.worker = lost.number and job.state = 4
    limit :limit
    for update of job skip locked
),
returned as (
    update typed_tasks.job
    set
        state = case when job.suspect or taken.crashes >= :crash_budget - 1 then 9 else 2 end,
        attempts = job.attempts - case when job.at_most_once then 0 else 1 end,
        crashes = taken.crashes,
        ready_again_at = typed_tasks.clock(),
        suspect = job.suspect or taken.crashes >= :crash_budget - 1
    from taken
    where job.id = taken.id
      and not taken.failed
    returning job.id
),
noted as (
    insert into typed_tasks.attempt_error (job_id, claims, attempt, claimed_at, failed_at, worker, type, message, detail)
    select
        id, claims, attempts, claimed_at, typed_tasks.clock(), worker, 'TypedTasks.WorkerLost',
        'Its worker ' || worker_name || ' died or stood still while it had this job.',
        'The worker stopped renewing its lease, so another one gave its jobs back. Look at its own log and at its machine: for a crash, for memory running out, for a process or a machine that was paused.'
    from taken
    where charged
    on conflict (job_id, claims) do nothing
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
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 6,
        all_crashes, at_most_once, enqueue_id, deadline, settings,
        case
            when alone then 'Its worker ' || worker_name || ' died or stood still while it ran this job and nothing else, after ' || all_crashes - 1
                || ' times with others beside it: the crash budget is used up. Look for a crash, or for memory running out, before running it again.'
            else 'Its worker ' || worker_name || ' was lost while it had this job, which may run at most once. It may have run in part.'
        end,
        payload
    from ended
)
select taken.id, taken.worker_name, taken.crashes, taken.failed, coalesce(contract.task_name, '?') as task_name
from taken
left join typed_tasks.contract on contract.number = taken.contract
order by taken.id
