-- Ends jobs that somebody asked to cancel while they ran and that would otherwise run again.
-- Follows, in the same transaction, each statement that gives running jobs back; nobody else ever sees the state between.
with ended as (
    delete from typed_tasks.job
    where ctid = any(array(
        select ctid
        from typed_tasks.job
        where cancel_reason is not null
          and state <> 4
        order by id
        for update skip locked
    ))
    returning job.*
)
insert into typed_tasks.job_history (
    id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
    crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
)
select
    id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 7,
    crashes, at_most_once, enqueue_id, deadline, settings, cancel_reason, payload
from ended
