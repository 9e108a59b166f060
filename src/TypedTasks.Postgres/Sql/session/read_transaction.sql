-- Reads the number of this transaction.
-- It is another one when a task has ended the transaction in SQL and begun the next, which the driver does not notice.
select pg_current_xact_id()::text as transaction
