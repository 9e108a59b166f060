-- Makes parked jobs of known contracts ready again, as many as the claim that follows in the same transaction can take.
-- So they take their place in the order of the others; what the claim leaves over may be parked again, at most one batch per second.
with unparked as (
    update typed_tasks.job
    set
        state = 2,
        ready_again_at = typed_tasks.clock()
    where ctid = any(array(
        select parked.ctid
        from unnest(:contracts::int[]) as known (contract)
        cross join lateral (
            select job.ctid
            from typed_tasks.job
            where job.state = 8
              and job.contract = known.contract
              and job.queue = any(:queues::int[])
            order by job.rank, job.expected_by, job.id
            limit :limit
            for update skip locked
        ) as parked
        limit :limit
    ))
    returning id
)
select count(*)::int as unparked
from unparked
