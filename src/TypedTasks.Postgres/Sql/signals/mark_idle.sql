-- Says that a worker behind this connection is idle: it holds the key shared until it is marked busy or the connection ends.
-- A lock, not a row: it vanishes with a worker that dies, and writes nothing. Enqueuers hold the key for microseconds only, so the wait is short.
select pg_advisory_lock_shared(hashtextextended(:channel, 0))
