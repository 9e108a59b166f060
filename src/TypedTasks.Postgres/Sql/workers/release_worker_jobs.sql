-- Gives back all jobs of a worker that stops, with their attempts; one that may run at most once may have started, so it fails, or is canceled if somebody asked for that, with its attempt counted.
-- At once, so that others need not wait for its lease.
with released as (
    update typed_tasks.job
    set
        state = case when suspect then 9 else 2 end,
        attempts = attempts - case when at_most_once then 0 else 1 end,
        ready_again_at = typed_tasks.clock()
    where worker = :worker
      and state = 4
      and (not at_most_once or cancel_reason is not null)
    returning id
),
ended as (
    delete from typed_tasks.job
    where worker = :worker
      and state = 4
      and at_most_once
      and cancel_reason is null
    returning job.*
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 6,
        crashes, at_most_once, enqueue_id, deadline, settings, :reason, payload
    from ended
)
select count(*)::int as released
from released
