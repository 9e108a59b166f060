-- Reads the number of the server process.
-- When it differs from the number in the connection's greeting, a pooler stands between, and prepared statements are left alone.
select pg_backend_pid()
