-- Lists what a worker has claimed and not finished.
-- After a claim whose answer was lost, the worker gives back what it does not know.
select id, claims, claimed_at
from typed_tasks.job
where worker = :worker
  and state = 4
order by id
