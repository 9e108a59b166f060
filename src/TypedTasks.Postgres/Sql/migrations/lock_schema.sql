-- Waits until no other process migrates this schema.
-- Held by the transaction, not the session: a pooler may give each transaction another session.
select pg_advisory_xact_lock(hashtextextended('typed_tasks migration of ' || :schema::text, 0))
