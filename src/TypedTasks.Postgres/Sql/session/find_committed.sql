-- Finds out whether a transaction has committed; null if the server can't know: it is too old, or another server, or this one before a crash, gave its number.
-- For tasks that ended their transaction themselves and then failed: what is committed must not be repeated. A crash gives the last numbers out again; its recovery resets the statistics, also where the postmaster survives it.
select
    case
        when :counting_since::text = typed_tasks.counting_since()
            then pg_xact_status(:transaction::text::xid8) = 'committed'
    end as committed
