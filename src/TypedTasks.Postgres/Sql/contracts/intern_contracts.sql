-- Numbers (task, version) pairs that have no number yet.
-- Looks before it inserts, because each refused insert would use up a number; in order, so that two callers don't block in a circle.
insert into typed_tasks.contract (task_name, version)
select task_name, version
from (select distinct task_name, version from unnest(:task_names::text[], :versions::int[]) as wanted (task_name, version)) as wanted
where not exists (
    select
    from typed_tasks.contract
    where contract.task_name = wanted.task_name
      and contract.version = wanted.version
)
order by task_name, version
on conflict (task_name, version) do nothing
