-- Makes this transaction READ COMMITTED, whatever the role's or database's default is.
-- The first statement of each batch: claims skip what others changed, which a fixed snapshot forbids; start-up options do not pass PgBouncer.
set transaction_isolation = 'read committed'
