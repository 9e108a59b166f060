-- How many jobs from $1 on have succeeded.
-- By number, because the table may hold millions of others.
select count(*)
from typed_tasks.job_history
where id >= $1
  and state = 5
