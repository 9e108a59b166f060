-- Tells whether a suspect waits that this worker could run.
-- With each claim: a busy worker must hear of suspects, too. There are few or none.
select exists (
    select 1
    from typed_tasks_job
    where state = 9
      and queue in (select value from json_each(:queues))
      and contract in (select value from json_each(:contracts))
) as waiting;
