-- Finds the job that was stored under an id chosen by the caller, finished or not.
-- Within a writing transaction, so no other can store it meanwhile.
select job_id
from typed_tasks_enqueue_id
where id = :enqueue_id;
