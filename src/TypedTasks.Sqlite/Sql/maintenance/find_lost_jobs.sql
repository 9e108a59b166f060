-- Finds running jobs of workers whose lease expired.
-- Starts from the few such workers.
select job.id, job.claims, job.crashes, worker.name, job.cancel_reason is not null as cancel_requested
from typed_tasks_worker as worker
join typed_tasks_job as job on job.worker = worker.number and job.state = 4
where worker.stopped_at is null
  and worker.settled_at is null
  and worker.lease_expires_at <= :now
order by worker.number, job.id
limit :limit;
