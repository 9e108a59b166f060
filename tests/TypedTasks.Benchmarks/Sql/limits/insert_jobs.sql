-- Stores many jobs from one array per column.
-- $1 queues, $2 contracts, $3 max_attempts, $4 ranks, $5 payloads.
insert into raw_limit.job (queue, contract, max_attempts, rank, payload)
select *
from unnest($1, $2, $3, $4, $5)
returning id
