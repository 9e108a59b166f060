-- Numbers (task, version) pairs that have no number yet.
-- By a hash, and the next free number where two pairs meet; looks before it inserts, in order, so that two callers don't block in a circle.
insert into typed_tasks.contract (number, task_name, version)
select free.number, wanted.task_name, wanted.version
from (select distinct task_name, version from unnest(:task_names::text[], :versions::int[]) as wanted (task_name, version)) as wanted
cross join lateral (
    select (hashtext(wanted.task_name || ' ' || wanted.version) & 1073741823) + step as number
    from generate_series(0, 1000) as step
    where not exists (select from typed_tasks.contract where contract.number = (hashtext(wanted.task_name || ' ' || wanted.version) & 1073741823) + step)
    order by step
    limit 1
) as free
where not exists (
    select
    from typed_tasks.contract
    where contract.task_name = wanted.task_name
      and contract.version = wanted.version
)
order by wanted.task_name, wanted.version
on conflict do nothing
