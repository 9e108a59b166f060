-- Ends attempts with success and moves their jobs to the history; answers how many were still running, and at which positions.
-- Delete and insert in one statement: 138k -> 200k jobs/s against two, and no job is ever in both tables or in none. "Is not distinct from" keeps the planner off the index of running jobs.
with ended as (
    delete from typed_tasks.job
    using unnest(:ids::bigint[], :claims::int[], :claimed_at::timestamptz[], :results::json[]) with ordinality as outcome (id, claims, claimed_at, result, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning job.*, outcome.result, outcome.position
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, at_most_once, enqueue_id, deadline, settings, payload, result
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 5,
        crashes, at_most_once, enqueue_id, deadline, settings, payload, result
    from ended
)
select count(*)::int as ended, array_agg(position) as positions
from ended
