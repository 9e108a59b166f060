-- A commit outlives the process, but not always the machine.
-- When the power fails, the last commits may be lost; the file stays whole.
pragma synchronous = normal;
