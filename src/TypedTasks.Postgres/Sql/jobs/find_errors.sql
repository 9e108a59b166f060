-- Reads what went wrong in a job's attempts, oldest first.
-- Claims are never lowered, so they are the order.
select
    attempt_error.attempt, attempt_error.type, attempt_error.message, attempt_error.detail, attempt_error.claimed_at, attempt_error.failed_at, worker_name.name
from typed_tasks.attempt_error
left join typed_tasks.worker_name on worker_name.number = attempt_error.worker
where attempt_error.job_id = :id
order by attempt_error.claims
