-- Makes a job that failed or was canceled ready again, out of the history, with one more attempt at least, and signals it if a worker is idle.
-- The claims go on from where they were: with the id they name one attempt, however often the job comes back. One that may run at most once and has an attempt counted may have run.
with ended as (
    delete from typed_tasks.job_history
    where id = :id
      and state in (6, 7)
      and not (at_most_once and attempts > 0)
    returning *
),
kept as (
    insert into typed_tasks.job (
        id, expected_by, created_at, run_at, claimed_at, queue, contract, worker, attempts, max_attempts, claims, rank, state, at_most_once,
        enqueue_id, settings, ready_again_at, payload
    )
    overriding system value
    select
        id, expected_by, created_at, typed_tasks.clock(), claimed_at, queue, contract, worker, attempts, greatest(max_attempts, attempts + 1), claims, rank, 2, at_most_once,
        enqueue_id, settings, typed_tasks.clock(), payload
    from ended
    returning id
)
select
    exists (select from kept) as retried,
    (
        select pg_notify(:channel, '')::text
        from kept
        where case
            when pg_try_advisory_lock(hashtextextended(:channel, 0)) then not pg_advisory_unlock(hashtextextended(:channel, 0))
            else true
        end
    ) as signaled
