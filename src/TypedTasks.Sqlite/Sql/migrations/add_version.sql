-- Notes that a migration ran.
-- In the transaction of the migration itself.
insert into typed_tasks_schema_version (version, name)
values (:version, :name);
