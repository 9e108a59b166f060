-- Numbers queue names that have no number yet.
-- By a hash, and the next free number where two names meet; looks before it inserts, in order of the name, so that two callers don't block in a circle.
insert into typed_tasks.queue (number, name)
select free.number, wanted.name
from (select distinct name from unnest(:names::text[]) as wanted (name)) as wanted
cross join lateral (
    select (hashtext(wanted.name) & 1073741823) + step as number
    from generate_series(0, 1000) as step
    where not exists (select from typed_tasks.queue where queue.number = (hashtext(wanted.name) & 1073741823) + step)
    order by step
    limit 1
) as free
where not exists (select from typed_tasks.queue where queue.name = wanted.name)
order by wanted.name
on conflict do nothing
