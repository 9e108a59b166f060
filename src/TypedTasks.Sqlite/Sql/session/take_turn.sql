-- Takes the right to write at once, in a transaction that began deferred.
-- A write that changes nothing: the driver's own BEGIN IMMEDIATE would sleep on a thread of the pool while others write.
delete from typed_tasks_worker
where number < 0;
