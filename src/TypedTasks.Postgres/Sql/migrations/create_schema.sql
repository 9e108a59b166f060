-- Creates the schema.
-- Only run when it is missing: `if not exists` asks for the permission to create even when there is nothing to do.
create schema typed_tasks
