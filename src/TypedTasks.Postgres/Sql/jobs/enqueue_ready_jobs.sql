-- Stores jobs that are ready at once and ask for nothing special, and signals them if a worker is idle; their numbers ascend in the order of the arrays.
-- Nearly all jobs are of this kind: 5 arrays instead of 11, and the signal needs no statement of its own. It is asked for once, with the first row.
insert into typed_tasks.job (queue, contract, rank, max_attempts, state, created_at, payload)
select
    queue,
    contract,
    rank,
    max_attempts,
    2,
    typed_tasks.clock(),
    payload
from unnest(
    :queues::int[],
    :contracts::int[],
    :ranks::smallint[],
    :max_attempts::int[],
    :payloads::json[]
) with ordinality as wanted (queue, contract, rank, max_attempts, payload, position)
order by position
returning
    id,
    (
        select pg_notify(:channel, '')
        where case
            when pg_try_advisory_lock(hashtextextended(:channel, 0)) then not pg_advisory_unlock(hashtextextended(:channel, 0))
            else true
        end
    ) as signaled
