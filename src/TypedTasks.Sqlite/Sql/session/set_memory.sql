-- Sets up a connection of our own.
-- 16 MiB of pages: the head and the tail of the tables, not all of them.
pragma temp_store = memory;
pragma cache_size = -16384;
