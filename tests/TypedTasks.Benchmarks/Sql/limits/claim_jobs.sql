-- Claims the best ready jobs of a queue after a mark.
-- The mark skips the dead index entries of jobs claimed before. $1 worker, $2 queue, $3 $4 $5 mark (rank, expected_by, id), $6 how many.
update raw_limit.job
set
    state = 1,
    worker = $1,
    attempts = attempts + 1,
    claims = claims + 1,
    claimed_at = now()
where ctid = any(array(
    select ctid
    from raw_limit.job
    where queue = $2
      and state = 0
      and (rank, expected_by, id) > ($3, $4, $5)
    order by rank, expected_by, id
    limit $6
    for update skip locked
))
returning id, claims, queue, contract, attempts, max_attempts, crashes, created_at, payload, rank, expected_by
