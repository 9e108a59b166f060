-- Deletes a job that was copied to the history.
-- In the same transaction, so that it is never in both tables or in none.
delete from typed_tasks_job
where id = :job;
