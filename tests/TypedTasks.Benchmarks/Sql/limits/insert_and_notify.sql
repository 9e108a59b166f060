-- Stores one job and wakes the listener when it commits.
-- One statement, one round trip. $1 queue, $2 contract, $3 max_attempts, $4 rank, $5 payload.
with stored as (
    insert into raw_limit.job (queue, contract, max_attempts, rank, payload)
    values ($1, $2, $3, $4, $5)
    returning id
)
select pg_notify('raw_limit', id::text)
from stored
