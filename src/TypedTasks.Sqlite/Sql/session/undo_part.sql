-- Undoes a part of the caller's transaction and keeps the rest.
-- Rolling back to a savepoint leaves it open, hence the release.
rollback to savepoint typed_tasks_part;
release savepoint typed_tasks_part;
