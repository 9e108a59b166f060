-- Lists a page of jobs that have ended, newest first. Parameters that are null do not restrict.
-- Walks the history backwards by id and stops at the limit.
select
    id,
    (select task_name from typed_tasks_contract where number = job.contract) as task_name,
    (select version from typed_tasks_contract where number = job.contract) as version,
    (select name from typed_tasks_queue where number = job.queue) as queue,
    state, rank, expected_by, attempts, max_attempts, claims, crashes,
    (select name from typed_tasks_worker_name where number = job.worker) as worker,
    created_at, run_at, claimed_at, finished_at, payload, result, reason, deadline
from typed_tasks_job_history as job
where id < :before
  and (:state is null or state = :state)
  and (:queue is null or queue = (select number from typed_tasks_queue where name = :queue))
  and (:task_name is null or contract in (select number from typed_tasks_contract where task_name = :task_name))
order by id desc
limit :limit;
