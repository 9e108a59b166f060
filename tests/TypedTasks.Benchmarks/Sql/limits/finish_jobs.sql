-- Moves finished jobs to the history.
-- $1 ids, $2 worker: "is not distinct from" keeps the planner on the primary key.
with done as (
    delete from raw_limit.job
    where id = any($1)
      and worker is not distinct from $2
    returning *
)
insert into raw_limit.job_history (
    id, expected_by, run_at, created_at, claimed_at, finished_at, queue, contract, attempts, max_attempts, claims, worker, rank, state, crashes,
    unique_key, payload
)
select
    id, expected_by, run_at, created_at, claimed_at, now(), queue, contract, attempts, max_attempts, claims, worker, rank, 3, crashes, unique_key, payload
from done
