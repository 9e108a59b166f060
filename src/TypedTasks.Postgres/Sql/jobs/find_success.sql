-- Finds out whether an attempt ended its job with success.
-- By the primary key of the history. A statement of its own, after lock_attempt, because only then it sees what was committed while that one waited.
select id
from typed_tasks.job_history
where id = :id
  and claims = :claims
  and claimed_at = :claimed_at
  and state = 5
