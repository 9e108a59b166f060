-- Sees to it that no other process migrates this schema, or tells that one does.
-- Held by the transaction, not the session: a pooler may give each transaction another session. Not waited for here, because a wait can't be told from a connection that is dead.
select pg_try_advisory_xact_lock(hashtextextended('typed_tasks migration of ' || :schema::text, 0)) as locked
