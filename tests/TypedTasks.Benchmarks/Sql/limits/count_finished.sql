-- Counts what was finished and what was left, to prove that the measured loop did its work.
-- Run outside the measured time.
select
    (select count(*) from raw_limit.job_history) as finished,
    (select count(*) from raw_limit.job) as left_over
