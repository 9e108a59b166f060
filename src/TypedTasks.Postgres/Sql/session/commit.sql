-- Commits the transaction of a task.
-- In the same round trip as a statement that tells whether it can be: a failed transaction is rolled back by this, without an error.
commit
