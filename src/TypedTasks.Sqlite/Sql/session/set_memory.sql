-- Sets up a connection of our own.
-- 16 MiB of pages: the head and the tail of the tables, not all of them. The log is copied back each 16 MiB instead of 4: fewer trips to the disk.
pragma temp_store = memory;
pragma cache_size = -16384;
pragma wal_autocheckpoint = 4000;
