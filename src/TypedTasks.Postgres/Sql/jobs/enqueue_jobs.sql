-- Stores jobs; their numbers ascend in the order of the arrays.
-- One insert for any number of jobs: one statement per job ends at 20-25k jobs/s, arrays of 1,000 reach 290k.
insert into typed_tasks.job (queue, contract, rank, expected_by, max_attempts, state, run_at, created_at, deadline, settings, at_most_once, payload)
select
    queue,
    contract,
    rank,
    expected_by,
    max_attempts,
    case when due > typed_tasks.clock() then 1 else 2 end,
    case when due > typed_tasks.clock() then case when deadline <= due then typed_tasks.refuse_start(due, deadline) else due end end,
    typed_tasks.clock(),
    deadline,
    settings,
    at_most_once,
    payload
from (
    select
        queue,
        contract,
        rank,
        coalesce(expected_by, typed_tasks.clock() + expected_within * interval '1 microsecond', 'infinity') as expected_by,
        max_attempts,
        coalesce(run_at, typed_tasks.clock() + delay * interval '1 microsecond') as due,
        deadline,
        settings,
        at_most_once,
        payload,
        position
    from unnest(
        :queues::int[],
        :contracts::int[],
        :ranks::smallint[],
        :expected_by::timestamptz[],
        :expected_within::bigint[],
        :max_attempts::int[],
        :run_at::timestamptz[],
        :delays::bigint[],
        :deadlines::timestamptz[],
        :settings::json[],
        :at_most_once::boolean[],
        :payloads::json[]
    ) with ordinality as wanted (queue, contract, rank, expected_by, expected_within, max_attempts, run_at, delay, deadline, settings, at_most_once, payload, position)
) as wanted
order by position
returning id
