-- Stores jobs of which some carry an id chosen by the caller, unless one with that id was stored before.
-- Ids are reserved in their own order, so that two callers with the same ids never wait for each other in a circle.
with wanted as (
    select
        nextval('typed_tasks.job_id_seq') as id,
        coalesce(run_at, typed_tasks.clock() + delay * interval '1 microsecond') as due,
        given.*
    from (
        select *
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
            :payloads::json[],
            :enqueue_ids::uuid[]
        ) with ordinality as given (queue, contract, rank, expected_by, expected_within, max_attempts, run_at, delay, deadline, settings, at_most_once, payload, enqueue_id, position)
        order by position
    ) as given
),
reserved as (
    insert into typed_tasks.enqueue_id (id, job_id)
    select enqueue_id, id
    from wanted
    where enqueue_id is not null
    order by enqueue_id
    on conflict (id) do nothing
    returning job_id
),
stored as (
    insert into typed_tasks.job (id, queue, contract, rank, expected_by, max_attempts, state, run_at, created_at, enqueue_id, deadline, settings, at_most_once, payload)
    overriding system value
    select
        id,
        queue,
        contract,
        rank,
        coalesce(expected_by, typed_tasks.clock() + expected_within * interval '1 microsecond', 'infinity'),
        max_attempts,
        case when due > typed_tasks.clock() then 1 else 2 end,
        case when due > typed_tasks.clock() then case when deadline <= due then typed_tasks.refuse_start(due, deadline) else due end end,
        typed_tasks.clock(),
        enqueue_id,
        deadline,
        settings,
        at_most_once,
        payload
    from wanted
    where enqueue_id is null
       or id in (select job_id from reserved)
    returning id
)
select wanted.position::int, wanted.id
from stored
join wanted using (id)
