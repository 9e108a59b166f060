-- A commit has reached the disk when it returns.
-- It outlives a power failure.
pragma synchronous = full;
