-- Leaves the planner only look-ups by index, for this transaction.
-- A plan cached while the table was small scans all of it later: 5k instead of 130k jobs/s. The generic plan does not depend on the first values; a disabled plan's cost would start the JIT compiler.
select
    set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true),
    set_config('enable_sort', 'off', true),
    set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true),
    set_config('random_page_cost', '0.1', true),
    set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('jit', 'off', true)
