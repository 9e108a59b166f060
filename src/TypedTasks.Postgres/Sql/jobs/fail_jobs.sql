-- Ends attempts whose jobs have failed for good, with the reason and the last error; answers with the numbers of those that were still running.
-- One statement for many jobs, as every write about attempts.
with ended as (
    delete from typed_tasks.job
    using unnest(
        :ids::bigint[],
        :claims::int[],
        :reasons::text[],
        :types::text[],
        :messages::text[],
        :details::text[]
    ) as outcome (id, claims, reason, type, message, detail)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.state is not distinct from 4
    returning job.*, outcome.reason, outcome.type, outcome.message, outcome.detail
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
    returning id, claims
)
select array_agg(id) as ids, array_agg(claims) as claims
from kept
