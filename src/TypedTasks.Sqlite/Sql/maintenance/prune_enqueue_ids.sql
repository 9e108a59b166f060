-- Deletes the enqueue ids of the jobs that prune_jobs deletes.
-- Before these, in the same transaction.
delete from typed_tasks_enqueue_id
where id in (
    select enqueue_id
    from (
        select enqueue_id
        from typed_tasks_job_history
        where finished_at < :before
        order by finished_at, id
        limit :limit
    )
    where enqueue_id is not null
);
