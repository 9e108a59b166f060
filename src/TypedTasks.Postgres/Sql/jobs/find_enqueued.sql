-- Finds the jobs that were stored under ids chosen by callers, finished or not.
-- Runs after the insert as a statement of its own: only a new snapshot sees what another caller committed meanwhile.
select id, job_id
from typed_tasks.enqueue_id
where id = any(:enqueue_ids::uuid[])
