-- Claims one suspect for a worker: to hold it until the worker is empty, or to run it alone in a worker that is.
-- Through an index of their own, so that ordinary claims never meet suspects; those of unknown contracts are left to workers that know them.
update typed_tasks_job
set
    state = 4,
    worker = :worker,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = :now,
    alone = :alone
where exists (select 1 from typed_tasks_worker where number = :worker and lease_expires_at > :now)
  and id = (
    select id
    from typed_tasks_job
    where state = 9
      and queue in (select value from json_each(:queues))
      and contract in (select value from json_each(:contracts))
    order by rank, expected_by, id
    limit 1
)
returning id, claims, queue, contract, attempts, max_attempts, crashes, created_at, rank, expected_by, payload, deadline - :now as start_within, settings, at_most_once, claimed_at;
