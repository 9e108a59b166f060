-- Takes a snapshot and holds it.
-- In a transaction that the caller leaves open, as a report or a forgotten session would.
select count(*)
from pg_class
