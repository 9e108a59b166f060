-- Finds out whether an attempt is still the running one.
-- Locks the row, and so waits for a transaction that is just ending the job: what is found here can't be overtaken by a commit whose answer was lost.
select id
from typed_tasks.job
where id = :id
  and claims = :claims
  and claimed_at = :claimed_at
  and state is not distinct from 4
for update
