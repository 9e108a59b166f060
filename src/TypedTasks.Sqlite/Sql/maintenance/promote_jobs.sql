-- Makes scheduled jobs ready whose time has come, the longest due first.
-- The index of scheduled jobs holds run_at and, as every index, the id.
update typed_tasks_job
set state = case when suspect then 9 else 2 end
where id in (
    select id
    from typed_tasks_job
    where state = 1
      and run_at <= :now
    order by run_at, id
    limit :limit
);
