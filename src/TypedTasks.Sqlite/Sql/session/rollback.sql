-- Ends a transaction and undoes what it wrote.
-- Also ends one that only read.
rollback;
