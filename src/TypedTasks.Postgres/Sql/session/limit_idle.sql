-- Limits how long this transaction may wait for its next statement; a shorter limit of the role or database stays.
-- For tasks that take a transaction: a worker that died behind a dead network must not hold its locks longer than its lease. Local, so that it passes PgBouncer.
select set_config('idle_in_transaction_session_timeout', least(:milliseconds::int, nullif(setting::int, 0))::text, true)
from pg_settings
where name = 'idle_in_transaction_session_timeout'
