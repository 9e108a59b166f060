-- Gives back jobs whose attempt does not count; answers with the positions of those that were still running.
-- The attempt is handed back, the claim is not: it is part of the fence.
with ended as (
    update typed_tasks.job
    set
        state = case when suspect then 9 else 2 end,
        attempts = attempts - 1
    from unnest(:ids::bigint[], :claims::int[], :claimed_at::timestamptz[]) with ordinality as outcome (id, claims, claimed_at, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning outcome.position
)
select array_agg(position) as positions
from ended
