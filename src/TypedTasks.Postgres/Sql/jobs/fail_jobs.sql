-- Ends attempts whose jobs have failed for good, with the reason and the last error; answers how many were still running, and at which positions.
-- One statement for many jobs, as every write about attempts.
with ended as (
    delete from typed_tasks.job
    using unnest(
        :ids::bigint[],
        :claims::int[],
        :claimed_at::timestamptz[],
        :reasons::text[],
        :types::text[],
        :messages::text[],
        :details::text[]
    ) with ordinality as outcome (id, claims, claimed_at, reason, type, message, detail, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning job.*, outcome.reason, outcome.type, outcome.message, outcome.detail, outcome.position
),
noted as (
    insert into typed_tasks.attempt_error (job_id, claims, attempt, claimed_at, failed_at, worker, type, message, detail)
    select id, claims, attempts, claimed_at, typed_tasks.clock(), worker, type, message, detail
    from ended
    where type is not null
),
kept as (
    insert into typed_tasks.job_history (
        id, expected_by, created_at, run_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state,
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    )
    select
        id, expected_by, created_at, run_at, claimed_at, typed_tasks.clock(), queue, contract, worker, attempts, max_attempts, claims, rank, 6,
        crashes, at_most_once, enqueue_id, deadline, settings, reason, payload
    from ended
)
select count(*)::int as ended, array_agg(position) as positions
from ended
