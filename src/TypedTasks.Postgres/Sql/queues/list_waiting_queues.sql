-- Lists the queues that have a ready job.
-- Looks for one job of each queue in the index of ready jobs: counting would walk over a backlog of millions.
select queue.name
from typed_tasks.queue
cross join lateral (
    select
    from typed_tasks.job
    where job.queue = queue.number
      and job.state = 2
    limit 1
) as waiting
order by queue.name
