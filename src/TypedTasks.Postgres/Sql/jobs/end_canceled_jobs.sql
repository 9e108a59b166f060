-- Ends attempts whose jobs were canceled; answers how many were still running, and at which positions.
-- The reason given by the attempt wins over that of the request. An attempt that never started is handed back.
with ended as (
    delete from typed_tasks.job
    using unnest(
        :ids::bigint[],
        :claims::int[],
        :claimed_at::timestamptz[],
        :reasons::text[],
        :handed_back::int[]
    ) with ordinality as outcome (id, claims, claimed_at, reason, handed_back, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning job.*, outcome.reason, outcome.handed_back, outcome.position
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts - handed_back, max_attempts, claims, rank, 7,
        crashes, at_most_once, enqueue_id, deadline, settings, coalesce(reason, cancel_reason), payload
    from ended
)
select count(*)::int as ended, array_agg(position) as positions
from ended
