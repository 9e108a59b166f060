-- Counts the jobs that have not ended by what a worker must know to run them.
-- Reads all of them: for people, not for every second.
select contract.task_name, contract.version, counted.jobs, counted.oldest
from (
    select contract, count(*) as jobs, min(created_at) as oldest
    from typed_tasks.job
    group by contract
) as counted
join typed_tasks.contract on contract.number = counted.contract
order by contract.task_name, contract.version
