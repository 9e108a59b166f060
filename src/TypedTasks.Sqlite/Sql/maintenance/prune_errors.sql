-- Deletes the errors of the jobs that prune_jobs deletes.
-- Before these, in the same transaction.
delete from typed_tasks_attempt_error
where job_id in (
    select id
    from typed_tasks_job_history
    where finished_at < :before
    order by finished_at, id
    limit :limit
);
