-- Begins a part of the caller's own transaction.
-- A savepoint: an enqueue that fails halfway leaves nothing of itself in a transaction that the caller may still commit.
savepoint typed_tasks_part;
