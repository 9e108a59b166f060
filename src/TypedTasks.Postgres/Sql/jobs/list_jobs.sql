-- Lists jobs, newest first.
-- Each table gives its own newest ones before they are merged and named: the view alone would read them all.
with filter as (
    select
        (select number from typed_tasks.queue where name = :queue) as queue,
        array(select number from typed_tasks.contract where task_name = :task_name) as contracts
),
newest as (
    (
        select id
        from typed_tasks.job
        where (:before::bigint is null or id < :before)
          and (:states::smallint[] is null or state = any(:states))
          and (:queue::text is null or queue = (select queue from filter))
          and (:task_name::text is null or contract = any((select contracts from filter)::int[]))
        order by id desc
        limit :limit
    )
    union all
    (
        select id
        from typed_tasks.job_history
        where (:before::bigint is null or id < :before)
          and (:states::smallint[] is null or state = any(:states))
          and (:queue::text is null or queue = (select queue from filter))
          and (:task_name::text is null or contract = any((select contracts from filter)::int[]))
        order by id desc
        limit :limit
    )
    order by id desc
    limit :limit
)
select
    id, task_name, version, queue, state, priority, expected_by, attempt, max_attempts, claims, crashes, worker, enqueued_at, run_at,
    claimed_at, finished_at, payload, result, reason, deadline
from typed_tasks.jobs
where id = any(array(select id from newest))
order by id desc
