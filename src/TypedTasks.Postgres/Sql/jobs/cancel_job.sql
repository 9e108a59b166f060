-- Cancels a job: one that waits ends at once, a running one is marked for its worker.
-- Both ways in one statement, each asking for the state again, so that a claim in between is noticed. Only what was marked is notified of: the payload lets workers look for requests, and wakes nobody for new jobs.
with target as (
    select id, state
    from typed_tasks.job
    where id = :id
    for update
),
marked as (
    update typed_tasks.job
    set cancel_reason = coalesce(cancel_reason, :reason)
    from target
    where job.id = target.id
      and target.state = 4
    returning job.id
),
ended as (
    delete from typed_tasks.job
    using target
    where job.id = target.id
      and target.state <> 4
    returning job.*
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 7,
        crashes, at_most_once, enqueue_id, deadline, settings, :reason, payload
    from ended
    returning id
)
select
    exists (select from marked) or exists (select from kept) as canceled,
    (select pg_notify(:channel, 'cancel')::text from marked) as notified
