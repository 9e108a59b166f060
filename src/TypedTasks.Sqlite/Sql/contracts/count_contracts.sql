-- Counts the jobs that have not ended by what a worker must know to run them.
-- Reads all of them: for people, not for every second.
select contract.task_name, contract.version, count(*) as jobs, min(job.created_at) as oldest
from typed_tasks_job as job
join typed_tasks_contract as contract on contract.number = job.contract
group by contract.number
order by contract.task_name, contract.version;
