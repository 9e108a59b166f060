-- Reads when the next scheduled job is due, and what time it is; no row when none is scheduled.
-- Only the database's clock may be compared with run_at. Not subtracted here: that fails for infinity, and one job that was put off for ever by hand would keep all others from becoming ready.
select run_at, typed_tasks.clock() as now
from typed_tasks.job
where state = 1
  and run_at > :after::timestamptz
order by run_at
limit 1
