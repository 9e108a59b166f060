-- Claims ready jobs for a worker: the first queue's best jobs, then the second's, up to the limit; beyond the free slots only such as may wait for one.
-- The mark per queue skips the dead index entries of jobs already claimed (44k -> 176k jobs/s in the long run); rows by ctid, because joining the table to itself costs 20 %. A worker that left, or whose lease is over, claims nothing.
update typed_tasks.job
set
    state = 4,
    worker = :worker,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = typed_tasks.clock()
where ctid = any(array(
    select best.ctid
    from (
        select ready.ctid, ready.at_most_once, row_number() over () as place
        from unnest(
            :queues::int[],
            :mark_ranks::smallint[],
            :mark_expected_by::timestamptz[],
            :mark_ids::bigint[]
        ) as wanted (queue, mark_rank, mark_expected_by, mark_id)
        cross join lateral (
            select job.ctid, job.at_most_once
            from typed_tasks.job
            where job.state = 2
              and job.queue = wanted.queue
              and (job.rank, job.expected_by, job.id) > (wanted.mark_rank, wanted.mark_expected_by, wanted.mark_id)
            order by job.rank, job.expected_by, job.id
            limit :limit
            for update skip locked
        ) as ready
        where exists (select from typed_tasks.worker where number = :worker and lease_expires_at > typed_tasks.clock())
        limit :limit
    ) as best
    where best.place <= :free_slots
       or not best.at_most_once
))
returning
    id, claims, queue, contract, attempts, max_attempts, crashes, created_at, rank, expected_by, payload,
    deadline, settings, at_most_once, claimed_at
