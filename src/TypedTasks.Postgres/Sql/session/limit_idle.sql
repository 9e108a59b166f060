-- Limits how long this transaction may wait for its next statement; a shorter limit of the role or database stays. Answers with the transaction's number, and since when the server counts.
-- For tasks that take a transaction: a worker that died behind a dead network must not hold its locks longer than its lease. Local, so that it passes PgBouncer.
select
    pg_current_xact_id()::text as transaction,
    typed_tasks.counting_since() as counting_since,
    set_config('idle_in_transaction_session_timeout', least(:milliseconds::int, nullif(setting::int, 0))::text, true) as most_idle
from pg_settings
where name = 'idle_in_transaction_session_timeout'
