-- Numbers a task version.
-- Within a writing transaction and after looking for it, so no other can do it meanwhile.
insert into typed_tasks_contract (task_name, version)
values (:task_name, :version);
