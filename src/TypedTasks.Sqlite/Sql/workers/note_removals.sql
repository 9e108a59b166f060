-- Notes when workers went that are there no more.
-- From then on their names may be pruned with the jobs that bear them.
update typed_tasks_worker_name
set removed_at = :now
where removed_at is null
  and number not in (select number from typed_tasks_worker);
