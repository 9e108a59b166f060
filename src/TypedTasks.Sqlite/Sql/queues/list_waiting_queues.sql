-- Lists the queues that have a ready job.
-- Looks for one job of each queue in the index of ready jobs. As a value, not as exists(…), which SQLite turns into a list of all ready jobs.
select name
from typed_tasks_queue
where (
    select 1
    from typed_tasks_job
    where queue = typed_tasks_queue.number
      and state = 2
    limit 1
)
order by name;
