-- Schedules jobs whose tasks asked for a later time; answers how many were still running, and at which positions.
-- The attempt is handed back, because it did not fail; the claim is not: it is part of the fence.
with ended as (
    update typed_tasks.job
    set
        state = 1,
        attempts = attempts - 1,
        run_at = typed_tasks.clock() + outcome.delay * interval '1 microsecond'
    from unnest(:ids::bigint[], :claims::int[], :claimed_at::timestamptz[], :delays::bigint[]) with ordinality as outcome (id, claims, claimed_at, delay, position)
    where job.id = outcome.id
      and job.claims = outcome.claims
      and job.claimed_at = outcome.claimed_at
      and job.state is not distinct from 4
    returning outcome.position
)
select count(*)::int as ended, array_agg(position) as positions
from ended
