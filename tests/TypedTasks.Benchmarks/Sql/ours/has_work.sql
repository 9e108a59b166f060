-- Whether any job is ready or running.
-- Asked again and again at the end of a drain, so it must cost nothing: one look into each of the two indexes.
select exists (select from typed_tasks.job where state = 2) or exists (select from typed_tasks.job where state = 4)
