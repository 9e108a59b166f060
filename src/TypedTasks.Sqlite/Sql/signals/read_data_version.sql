-- Reads a number that changes when another connection, of this process or another, has committed a change.
-- Costs a few microseconds: it reads shared memory, no table.
pragma data_version;
