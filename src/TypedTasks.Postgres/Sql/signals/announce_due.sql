-- Tells idle workers when a job is due that was just scheduled for the next minute; what is due later they find in time by themselves.
-- As a length of time, which is true only if the transaction commits now (:now); else they are to look. Whoever is refused the key exclusively notifies, as in wake_idle.
select pg_notify(:channel, 'due ' || case when :now::boolean then scheduled.due_in else 0 end)
from (
    select greatest(least(:delay::bigint, (extract(epoch from :run_at::timestamptz - typed_tasks.clock()) * 1000000)::bigint), 0) as due_in
) as scheduled
where scheduled.due_in < 60000000
  and case
      when pg_try_advisory_lock(hashtextextended(:channel, 0)) then not pg_advisory_unlock(hashtextextended(:channel, 0))
      else true
  end
