-- Begins a transaction that only reads.
-- Its statements see one state of the database.
begin deferred;
