-- Gives back all jobs of a worker that stops, with their attempts.
-- At once, so that others need not wait for its lease.
with released as (
    update typed_tasks.job
    set
        state = 2,
        attempts = attempts - 1
    where worker = :worker
      and state = 4
    returning id
)
select count(*)::int as released
from released
