-- Finds out whether a transaction has committed; null if it is so old that the server has forgotten it.
-- For tasks that ended their transaction themselves and then failed: what is committed must not be repeated.
select pg_xact_status(:transaction::text::xid8) = 'committed' as committed
