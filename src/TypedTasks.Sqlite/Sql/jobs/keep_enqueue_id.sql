-- Keeps the id that the caller chose for a job.
-- In a table of its own, because a repeat must meet it whether its job is live or in the history.
insert into typed_tasks_enqueue_id (id, job_id)
values (:enqueue_id, :job);
