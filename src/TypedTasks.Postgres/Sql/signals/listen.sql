-- Starts to listen for signals.
-- The channel is named like the schema, so that each instance in a database hears only its own.
listen typed_tasks
