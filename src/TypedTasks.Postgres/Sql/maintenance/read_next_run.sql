-- Reads the time until the next scheduled job is due, in microseconds; no row when none is scheduled.
-- A length of time, because only the database's clock may be compared with run_at.
select (extract(epoch from greatest(run_at - typed_tasks.clock(), interval '0')) * 1000000)::bigint as next_in
from typed_tasks.job
where state = 1
order by run_at
limit 1
