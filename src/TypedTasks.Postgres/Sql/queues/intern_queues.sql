-- Numbers queue names that have no number yet.
-- Looks before it inserts, because each refused insert would use up a number; in order of the name, so that two callers don't block in a circle.
insert into typed_tasks.queue (name)
select name
from (select distinct name from unnest(:names::text[]) as wanted (name)) as wanted
where not exists (select from typed_tasks.queue where queue.name = wanted.name)
order by name
on conflict (name) do nothing
