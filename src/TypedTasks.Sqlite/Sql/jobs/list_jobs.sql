-- Lists a page of jobs that have not ended, newest first. Parameters that are null do not restrict; state 2 includes those set aside.
-- Apart from list_ended_jobs: over a union of both, newer versions of SQLite read all jobs before they sort (500,000 jobs: 1.2 s against 0.2 ms).
select
    id,
    (select task_name from typed_tasks_contract where number = job.contract) as task_name,
    (select version from typed_tasks_contract where number = job.contract) as version,
    (select name from typed_tasks_queue where number = job.queue) as queue,
    state, rank, expected_by, attempts, max_attempts, claims, crashes,
    (select name from typed_tasks_worker_name where number = job.worker) as worker,
    created_at, run_at, claimed_at, null as finished_at, payload, null as result, null as reason, deadline
from typed_tasks_job as job
where id < :before
  and (:state is null or state = :state or (:state = 2 and state in (8, 9)))
  and (:queue is null or queue = (select number from typed_tasks_queue where name = :queue))
  and (:task_name is null or contract in (select number from typed_tasks_contract where task_name = :task_name))
order by id desc
limit :limit;
