-- Says that the worker behind this connection has work.
-- Everything it holds is let go, so that a state lost on the way can't leave the key taken.
select pg_advisory_unlock_all()
