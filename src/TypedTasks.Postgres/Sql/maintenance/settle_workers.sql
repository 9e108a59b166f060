-- Stops looking after workers that are gone and have no jobs.
-- Only ten minutes after their lease: a claim that was under way when it ended could still commit, but no statement may take longer than five.
update typed_tasks.worker
set settled_at = typed_tasks.clock()
where settled_at is null
  and lease_expires_at < typed_tasks.clock() - interval '10 minutes'
  and not exists (
      select
      from typed_tasks.job
      where job.worker = worker.number
        and job.state = 4
  )
