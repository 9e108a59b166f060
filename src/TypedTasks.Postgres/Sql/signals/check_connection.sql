-- Asks for any answer.
-- A connection cut off without notice is found only by speaking.
select 1
