-- Numbers a worker, and keeps its name for the jobs that bear the number.
-- The number is never used again for another.
insert into typed_tasks_worker_name (name)
values (:name);
