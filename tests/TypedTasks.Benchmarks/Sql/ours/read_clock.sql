-- The time by the database.
-- Its clock, because it is the one that claims are stamped with.
select clock_timestamp()
