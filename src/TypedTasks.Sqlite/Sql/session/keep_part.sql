-- Adds a part to the caller's transaction.
-- It becomes durable with the caller's commit.
release savepoint typed_tasks_part;
