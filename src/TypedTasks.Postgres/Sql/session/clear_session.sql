-- Clears what a task has left in its session: settings, role, temporary tables, locks, cursors, subscriptions.
-- What `discard all` does, but for prepared statements, which the driver counts on. Several statements: there is no single one for this.
reset session authorization;
reset all;
close all;
unlisten *;
select pg_advisory_unlock_all();
discard temp;
discard sequences
