-- Counts jobs by queue and state; jobs set aside are ready ones.
-- The history is counted in an index, without reading its rows.
select
    (select name from typed_tasks_queue where number = queue) as queue,
    state,
    sum(jobs) as jobs
from (
    select queue, case when state in (8, 9) then 2 else state end as state, count(*) as jobs
    from typed_tasks_job
    group by 1, 2
    union all
    select queue, state, count(*) as jobs
    from typed_tasks_job_history
    group by queue, state
)
group by 1, 2;
