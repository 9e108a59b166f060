-- Finds the numbers of (task, version) pairs.
-- A number is settled when no transaction in progress can have written it, not even this one: only then may a caller remember it.
select
    contract.number,
    contract.task_name,
    contract.version,
    age(contract.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid) as settled
from unnest(:task_names::text[], :versions::int[]) as wanted (task_name, version)
join typed_tasks.contract using (task_name, version)
