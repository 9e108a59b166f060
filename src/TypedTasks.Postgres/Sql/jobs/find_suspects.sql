-- Tells whether a suspect waits that this worker could run.
-- With each claim that looks at everything, about once a second: a busy worker must hear of suspects, too.
select exists (
    select
    from typed_tasks.job
    where state = 9
      and queue = any(:queues::int[])
      and contract = any(:contracts::int[])
) as waiting
