-- Creates the list of migrations.
-- Apart from the migrations, because reading it decides which of them run.
create table typed_tasks.schema_version (
    version int primary key,
    name text not null,
    applied_at timestamptz not null default now()
)
