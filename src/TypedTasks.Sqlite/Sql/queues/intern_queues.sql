-- Numbers a queue.
-- Within a writing transaction and after looking for it, so no other can do it meanwhile.
insert into typed_tasks_queue (name)
values (:name);
