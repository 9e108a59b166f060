-- Finds running jobs of workers whose lease expired.
-- A cross join, because its order is kept: it starts from the few such workers instead of all running jobs. For a rescuer without a lease there are none: what kept it from renewing, such as a machine that slept, may have kept the others, too.
select job.id, job.claims, job.claimed_at, job.crashes, worker_name.name, job.cancel_reason is not null as cancel_requested, job.suspect, job.alone, job.at_most_once,
    (select task_name from typed_tasks_contract where number = job.contract) as task_name
from typed_tasks_worker as worker
cross join typed_tasks_worker_name as worker_name
cross join typed_tasks_job as job
where worker_name.number = worker.number
  and job.worker = worker.number
  and job.state = 4
  and worker.lease_expires_at <= :now
  and exists (
    select 1
    from typed_tasks_worker
    where number = :rescuer
      and lease_expires_at > :now
  )
order by worker.lease_expires_at, worker.number, job.id
limit :limit;
