-- Finds the numbers of queue names.
-- A number is settled when no transaction in progress can have written it, not even this one: only then may a caller remember it.
select
    number,
    name,
    age(xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid) as settled
from typed_tasks.queue
where name = any(:names::text[])
