-- Stores a job, ready or scheduled.
-- Prepared once and run once per job: many jobs as one JSON text would escape and parse every payload again.
insert into typed_tasks_job (state, queue, contract, rank, expected_by, max_attempts, created_at, run_at, enqueue_id, deadline, settings, at_most_once, payload)
values (
    case when :due > :now then 1 else 2 end,
    :queue,
    :contract,
    :rank,
    :expected_by,
    :max_attempts,
    :now,
    case when :due > :now then :due end,
    :enqueue_id,
    :deadline,
    cast(:settings as text),
    :at_most_once,
    cast(:payload as text)
);
