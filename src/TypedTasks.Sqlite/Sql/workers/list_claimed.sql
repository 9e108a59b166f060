-- Lists what a worker has claimed and not finished.
-- Through the index of running jobs.
select id, claims, claimed_at
from typed_tasks_job
where worker = :worker
  and state = 4
order by id;
