-- Turns on the write-ahead log.
-- With it readers and the writer don't wait for each other. It is a property of the file and stays.
pragma journal_mode = wal;
