-- Leaves the planner only the index plans, for this transaction.
-- A plan cached while the table was small scans all of it later: 5k instead of 130k jobs/s. A disabled plan's cost would start the JIT compiler.
select
    set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true),
    set_config('enable_sort', 'off', true),
    set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true)
