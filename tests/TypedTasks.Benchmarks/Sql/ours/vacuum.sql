-- Lets the server come to rest after millions of rows were inserted at once.
-- In production autovacuum has long been there.
vacuum (analyze) typed_tasks.job, typed_tasks.job_history
