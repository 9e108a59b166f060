-- Gives back jobs whose attempt does not count; answers how many were still running, and at which positions.
-- The attempt is handed back, the claim is not: it is part of the fence.
with ended as (
    update typed_tasks.job
    set
        state = case when suspect then 9 else 2 end,
        attempts = attempts - 1,
        ready_again_at = typed_tasks.clock()
    from unnest(:ids::bigint[], :claims::int[], :claimed_at::timestamptz[]) with ordinality as outcome (id, claims, claimed_at, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning outcome.position
)
select count(*)::int as ended, array_agg(position) as positions
from ended
