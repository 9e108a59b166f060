-- Gives back jobs whose attempt does not count; answers with the numbers of those that were still running.
-- The attempt is handed back, the claim is not: it is the fence.
with ended as (
    update typed_tasks.job
    set
        state = case when suspect then 9 else 2 end,
        attempts = attempts - 1
    from unnest(:ids::bigint[], :claims::int[]) as outcome (id, claims)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.state is not distinct from 4
    returning job.id, job.claims
)
select array_agg(id) as ids, array_agg(claims) as claims
from ended
