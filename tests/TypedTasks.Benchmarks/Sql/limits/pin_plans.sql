-- Leaves the planner only the index plans, for the session.
-- The table was never analyzed: a plan cached while it was small would scan all of it.
set enable_seqscan = off;
set enable_bitmapscan = off;
set enable_sort = off
