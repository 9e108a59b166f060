-- Deletes finished jobs whose retention is over, with their errors and the ids chosen by callers.
-- A limited number at a time, so that no transaction is long.
with pruned as (
    delete from typed_tasks.job_history
    where ctid = any(array(
        select ctid
        from typed_tasks.job_history
        where finished_at < typed_tasks.clock() - :retention * interval '1 microsecond'
        limit :limit
        for update skip locked
    ))
    returning id, enqueue_id
),
forgotten as (
    delete from typed_tasks.enqueue_id
    where id in (select enqueue_id from pruned where enqueue_id is not null)
),
cleared as (
    delete from typed_tasks.attempt_error
    where job_id in (select id from pruned)
)
select count(*)::int as pruned
from pruned
