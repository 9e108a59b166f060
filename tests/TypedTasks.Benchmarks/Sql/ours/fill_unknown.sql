-- Puts $1 ready jobs of a task that no worker here knows before all others.
-- As after a deployment that was undone.
with unknown as (
    insert into typed_tasks.contract (number, task_name, version)
    values (2147483647, 'benchmark.unknown', 1)
    returning number
)
insert into typed_tasks.job (created_at, queue, contract, max_attempts, rank, state, payload)
select now(), (select min(number) from typed_tasks.queue), unknown.number, 10, -1, 2, json_build_object('number', counter)
from unknown
cross join generate_series(1, $1::int) as counter
