-- Notes that a migration ran.
-- In the transaction of the migration itself.
insert into typed_tasks.schema_version (version, name)
values (:version, :name)
