-- Deletes finished jobs that ended before a moment, the oldest first.
-- In steps of the limit, so that no step keeps others waiting.
delete from typed_tasks_job_history
where id in (
    select id
    from typed_tasks_job_history
    where finished_at < :before
    order by finished_at, id
    limit :limit
);
