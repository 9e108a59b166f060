-- Creates the list of migrations.
-- Apart from the migrations, because reading it decides which of them run.
create table if not exists typed_tasks_schema_version (
    version integer primary key,
    name text not null,
    applied_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
