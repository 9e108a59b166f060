-- Ends a transaction and keeps what it wrote.
-- With `synchronous = full` it is on the disk when this returns.
commit;
