-- Begins a transaction that may write.
-- Immediate, so that the only place where another process can make it wait is the beginning, when nothing has been read yet.
begin immediate;
