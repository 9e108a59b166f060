-- Starts to listen.
-- On a connection that does nothing else until it is notified.
listen raw_limit
