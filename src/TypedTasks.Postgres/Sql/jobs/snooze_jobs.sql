-- Schedules jobs whose tasks asked for a later time; answers with the numbers of those that were still running.
-- The attempt is handed back, because it did not fail; the claim is not: it is the fence.
with ended as (
    update typed_tasks.job
    set
        state = 1,
        attempts = attempts - 1,
        run_at = typed_tasks.clock() + outcome.delay * interval '1 microsecond'
    from unnest(:ids::bigint[], :claims::int[], :delays::bigint[]) as outcome (id, claims, delay)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.state is not distinct from 4
    returning job.id, job.claims
)
select array_agg(id) as ids, array_agg(claims) as claims
from ended
