-- Whether any job has not ended yet.
-- Asked again and again at the end of a drain, so it must cost nothing.
select exists (select from typed_tasks.job)
