-- Claims the best ready jobs of one queue for a worker, and of the parked ones (state 8) those whose contract it knows.
-- Each index gives its part in order, so a claim reads no more rows than it takes. A worker that left claims nothing: nobody would rescue what it took.
update typed_tasks_job
set
    state = 4,
    worker = :worker,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = :now
where exists (select 1 from typed_tasks_worker where number = :worker)
  and id in (
    select id
    from (
        select id, rank, expected_by
        from (
            select id, rank, expected_by
            from typed_tasks_job
            where state = 2
              and queue = :queue
            order by rank, expected_by, id
            limit :limit
        )
        union all
        select id, rank, expected_by
        from (
            select id, rank, expected_by
            from typed_tasks_job
            where state = 8
              and queue = :queue
              and contract in (select value from json_each(:contracts))
            order by rank, expected_by, id
            limit :limit
        )
    )
    order by rank, expected_by, id
    limit :limit
)
returning id, claims, queue, contract, attempts, max_attempts, crashes, created_at, rank, expected_by, payload, deadline - :now as start_within, settings;
