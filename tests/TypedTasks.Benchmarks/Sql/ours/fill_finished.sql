-- Fills the history with $1 jobs that succeeded, one a day over the retention for each four within it.
-- As a worker leaves them, oldest first.
insert into typed_tasks.job_history (
    id, expected_by, created_at, claimed_at, finished_at, queue, contract, worker, attempts, max_attempts, claims, rank, state, crashes, at_most_once, payload
)
select
    nextval(pg_get_serial_sequence('typed_tasks.job', 'id')),
    'infinity',
    at,
    at,
    at,
    (select min(number) from typed_tasks.queue),
    (select min(number) from typed_tasks.contract),
    1,
    1,
    10,
    1,
    0,
    5,
    0,
    false,
    json_build_object('number', number)
from (
    select number, now() - interval '9 days' + number * (interval '9 days' / $1::int) as at
    from generate_series(1, $1::int) as number
) as filled
