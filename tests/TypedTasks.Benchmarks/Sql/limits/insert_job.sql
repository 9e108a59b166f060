-- Stores one job.
-- $1 queue, $2 contract, $3 max_attempts, $4 rank, $5 payload.
insert into raw_limit.job (queue, contract, max_attempts, rank, payload)
values ($1, $2, $3, $4, $5)
returning id
