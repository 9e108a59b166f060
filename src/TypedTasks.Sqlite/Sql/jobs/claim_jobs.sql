-- Claims the best ready jobs of one queue for a worker, and of the parked ones (state 8) those whose contract it knows; beyond the free slots only such as may wait for one.
-- Each index gives its part in order, so a claim reads no more rows than it takes. A worker that left claims nothing: nobody would rescue what it took. Nor does one whose lease is over: others would at once.
update typed_tasks_job
set
    state = 4,
    worker = :worker,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = :now
where exists (select 1 from typed_tasks_worker where number = :worker and lease_expires_at > :now)
  and id in (
    select id
    from (
        select id, at_most_once, row_number() over (order by rank, expected_by, id) as place
        from (
            select id, rank, expected_by, at_most_once
            from (
                select id, rank, expected_by, at_most_once
                from typed_tasks_job
                where state = 2
                  and queue = :queue
                order by rank, expected_by, id
                limit :limit
            )
            union all
            select id, rank, expected_by, at_most_once
            from (
                select id, rank, expected_by, at_most_once
                from typed_tasks_job
                where state = 8
                  and queue = :queue
                  and contract in (select value from json_each(:contracts))
                order by rank, expected_by, id
                limit :limit
            )
        )
    )
    where place <= :limit
      and (place <= :free_slots or not at_most_once)
)
returning id, claims, queue, contract, attempts, max_attempts, crashes, created_at, rank, expected_by, payload, deadline - :now as start_within, settings, at_most_once, claimed_at;
