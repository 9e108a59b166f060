-- Claims one suspect for a worker: to hold it until the worker is empty, or to run it alone in a worker that is.
-- Through an index of their own, so that ordinary claims never meet suspects; those of unknown contracts are left to workers that know them.
update typed_tasks.job
set
    state = 4,
    worker = :worker,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = typed_tasks.clock(),
    alone = :alone
where ctid = any(array(
    select ctid
    from typed_tasks.job
    where state = 9
      and queue = any(:queues::int[])
      and contract = any(:contracts::int[])
      and exists (select from typed_tasks.worker where number = :worker and lease_expires_at > typed_tasks.clock())
    order by rank, expected_by, id
    limit 1
    for update skip locked
))
returning
    id, claims, queue, contract, attempts, max_attempts, crashes, created_at, rank, expected_by, payload,
    deadline, settings, at_most_once, claimed_at
