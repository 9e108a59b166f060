-- Fills the table of live jobs with $1 jobs for next week, of better priority than others.
-- They must not be in the way of those that are ready.
insert into typed_tasks.job (created_at, run_at, queue, contract, max_attempts, rank, state, payload)
select
    now(),
    now() + interval '7 days',
    (select min(number) from typed_tasks.queue),
    (select min(number) from typed_tasks.contract),
    10,
    -1,
    1,
    json_build_object('number', number)
from generate_series(1, $1::int) as number
