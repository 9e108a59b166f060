-- Counts jobs by queue and state.
-- Reads all jobs: for people, not for every second.
select queue, state, sum(jobs)::bigint as jobs
from typed_tasks.job_counts
group by queue, state
order by queue, state
