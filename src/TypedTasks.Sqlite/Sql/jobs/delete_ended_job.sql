-- Deletes a job from the history that was made ready again.
-- In the same transaction, so that it is never in both tables or in none.
delete from typed_tasks_job_history
where id = :job;
