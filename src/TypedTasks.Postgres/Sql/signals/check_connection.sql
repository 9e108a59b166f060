-- Asks whether this session still listens, and where jobs can be stored.
-- A connection cut off without notice is found only by speaking; one that a pooler or a fail-over led elsewhere answers, but hears nothing.
select not pg_is_in_recovery()
    and exists (select from pg_listening_channels())
