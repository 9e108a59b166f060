-- Stops listening, so that the connection can go back to the pool.
-- Said aloud, because a pool may be configured not to reset its connections.
unlisten *
