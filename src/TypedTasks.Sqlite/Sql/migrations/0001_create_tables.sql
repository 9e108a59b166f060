-- Creates the tables, views and the clock of the first version.
-- A job moves between states as a row of one table and leaves it when it ends, so that claims never walk over finished jobs.
-- Times are microseconds since 1970-01-01 UTC; the documented views (jobs, job_errors, job_counts, workers, queues) show ISO text.

-- The only clock that is stored or compared; tests replace it to move time. SQLite's own has milliseconds.
create view typed_tasks_clock as
select cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) * 1000 as now;

-- Queue names and the numbers under which jobs store them.
create table typed_tasks_queue (
    number integer primary key,
    name text not null unique
);

-- What a worker must know to run a job: the task and the version of its payload.
create table typed_tasks_contract (
    number integer primary key,
    task_name text not null,
    version integer not null,
    unique (task_name, version)
);

-- The names of workers, kept when they are gone, because finished jobs and errors name them; pruned with these.
-- autoincrement: a number is never used again for another.
create table typed_tasks_worker_name (
    number integer primary key autoincrement,
    name text not null,
    removed_at integer
);

-- Worker processes, with one lease for all the jobs of each. One that is not here claims nothing.
create table typed_tasks_worker (
    number integer primary key,
    host text not null,
    process_id integer not null,
    queues text not null,
    concurrency integer not null,
    started_at integer not null,
    lease_expires_at integer not null
);

create index typed_tasks_worker_expiry on typed_tasks_worker (lease_expires_at);

-- Jobs that have not ended. State: 1 Scheduled, 2 Ready, 3 Blocked, 4 Running; 8 is Ready, but set aside for workers that know its contract; 9 is Ready, but to be claimed alone.
-- suspect: its crash budget is all but used up, so it runs alone from then on. alone: it does so now, and a death is its own doing.
-- at_most_once: never started twice, so claimed only into a free slot, and failed when its worker is lost.
-- rank is the priority negated and expected_by the largest integer when nothing is expected: so the order of claims is that of one index.
-- attempts are handed back when one did not count; claims never are: (id, claims, claimed_at) names one attempt and fences late writes.
-- claimed_at tells a new job from a lost one of the same id, when the file was put back to an older copy of itself.
-- From deadline on no attempt is started. settings is what only this job asks for, timeout and retry policy: one column for what is rare.
-- Who changes a time by hand and writes a text is refused: it would be later than every number.
-- autoincrement: a number is not used again when its job has left for the history.
create table typed_tasks_job (
    id integer primary key autoincrement,
    state integer not null,
    queue integer not null,
    contract integer not null,
    rank integer not null,
    expected_by integer not null,
    attempts integer not null default 0,
    max_attempts integer not null,
    claims integer not null default 0,
    crashes integer not null default 0,
    suspect integer not null default 0,
    alone integer not null default 0,
    at_most_once integer not null default 0,
    worker integer,
    created_at integer not null,
    run_at integer check (typeof(run_at) in ('integer', 'null')),
    claimed_at integer,
    deadline integer check (typeof(deadline) in ('integer', 'null')),
    enqueue_id blob,
    cancel_reason text,
    settings text,
    payload text not null
);

create index typed_tasks_job_ready on typed_tasks_job (queue, rank, expected_by, id) where state = 2;
create index typed_tasks_job_scheduled on typed_tasks_job (run_at) where state = 1;
create index typed_tasks_job_running on typed_tasks_job (worker) where state = 4;
create index typed_tasks_job_parked on typed_tasks_job (queue, contract, rank, expected_by, id) where state = 8;
create index typed_tasks_job_suspect on typed_tasks_job (rank, expected_by, id) where state = 9;

-- Jobs that have ended; deleted when their retention is over. State: 5 Succeeded, 6 Failed, 7 Canceled.
-- at_most_once: if an attempt of it was counted, it is never made ready again.
create table typed_tasks_job_history (
    id integer primary key,
    state integer not null,
    queue integer not null,
    contract integer not null,
    rank integer not null,
    expected_by integer not null,
    attempts integer not null,
    max_attempts integer not null,
    claims integer not null,
    crashes integer not null,
    at_most_once integer not null,
    worker integer,
    created_at integer not null,
    run_at integer,
    claimed_at integer,
    finished_at integer not null,
    deadline integer,
    enqueue_id blob,
    reason text,
    settings text,
    result text,
    payload text not null
);

create index typed_tasks_job_history_finished on typed_tasks_job_history (finished_at);
create index typed_tasks_job_history_counted on typed_tasks_job_history (queue, state);
create index typed_tasks_job_history_unsuccessful on typed_tasks_job_history (id) where state > 5;

-- Ids that callers chose, and their jobs, live or finished.
create table typed_tasks_enqueue_id (
    id blob primary key,
    job_id integer not null
) without rowid;

-- What went wrong, one row per failed attempt, and one per attempt whose worker was lost.
create table typed_tasks_attempt_error (
    job_id integer not null,
    claims integer not null,
    attempt integer not null,
    claimed_at integer not null,
    failed_at integer not null,
    worker integer,
    type text not null,
    message text not null,
    detail text not null,
    primary key (job_id, claims)
) without rowid;

-- Few rows: a worker that leaves looks for crashes that it was charged with.
create index typed_tasks_attempt_error_lost on typed_tasks_attempt_error (worker) where type = 'TypedTasks.WorkerLost';

-- What the reader reads: live and finished jobs alike, in stored numbers.
create view typed_tasks_any_job as
select
    id, state, queue, contract, rank, expected_by, attempts, max_attempts, claims, crashes, suspect, worker, created_at, run_at, claimed_at,
    null as finished_at, deadline, cancel_reason is not null as cancel_requested, payload, null as result, null as reason
from typed_tasks_job
union all
select
    id, state, queue, contract, rank, expected_by, attempts, max_attempts, claims, crashes, 0, worker, created_at, run_at, claimed_at,
    finished_at, deadline, 0, payload, result, reason
from typed_tasks_job_history;

-- All jobs, waiting, running and ended, with names and words. Stable: tools and people may read it.
create view typed_tasks_jobs as
select
    id,
    (select task_name from typed_tasks_contract where number = job.contract) as task_name,
    (select version from typed_tasks_contract where number = job.contract) as version,
    (select name from typed_tasks_queue where number = job.queue) as queue,
    case state
        when 1 then 'Scheduled'
        when 2 then 'Ready'
        when 3 then 'Blocked'
        when 4 then 'Running'
        when 5 then 'Succeeded'
        when 6 then 'Failed'
        when 7 then 'Canceled'
        when 8 then 'Ready'
        when 9 then 'Ready'
    end as state,
    state = 8 as parked,
    suspect,
    -rank as priority,
    case when expected_by < 9223372036854775807 then strftime('%Y-%m-%dT%H:%M:%S', expected_by / 1000000, 'unixepoch') || printf('.%06dZ', expected_by % 1000000) end as expected_by,
    attempts as attempt,
    max_attempts,
    claims,
    crashes,
    (select name from typed_tasks_worker_name where number = job.worker) as worker,
    strftime('%Y-%m-%dT%H:%M:%S', created_at / 1000000, 'unixepoch') || printf('.%06dZ', created_at % 1000000) as enqueued_at,
    strftime('%Y-%m-%dT%H:%M:%S', run_at / 1000000, 'unixepoch') || printf('.%06dZ', run_at % 1000000) as run_at,
    strftime('%Y-%m-%dT%H:%M:%S', claimed_at / 1000000, 'unixepoch') || printf('.%06dZ', claimed_at % 1000000) as claimed_at,
    strftime('%Y-%m-%dT%H:%M:%S', finished_at / 1000000, 'unixepoch') || printf('.%06dZ', finished_at % 1000000) as finished_at,
    strftime('%Y-%m-%dT%H:%M:%S', deadline / 1000000, 'unixepoch') || printf('.%06dZ', deadline % 1000000) as deadline,
    cancel_requested,
    payload,
    result,
    reason
from typed_tasks_any_job as job;

-- What went wrong in each failed attempt.
create view typed_tasks_job_errors as
select
    job_id,
    attempt,
    strftime('%Y-%m-%dT%H:%M:%S', claimed_at / 1000000, 'unixepoch') || printf('.%06dZ', claimed_at % 1000000) as claimed_at,
    strftime('%Y-%m-%dT%H:%M:%S', failed_at / 1000000, 'unixepoch') || printf('.%06dZ', failed_at % 1000000) as failed_at,
    (select name from typed_tasks_worker_name where number = error.worker) as worker,
    type,
    message,
    detail
from typed_tasks_attempt_error as error;

-- How many jobs of each queue are in each state.
create view typed_tasks_job_counts as
select
    (select name from typed_tasks_queue where number = counted.queue) as queue,
    case state
        when 1 then 'Scheduled'
        when 2 then 'Ready'
        when 3 then 'Blocked'
        when 4 then 'Running'
        when 5 then 'Succeeded'
        when 6 then 'Failed'
        when 7 then 'Canceled'
        when 8 then 'Ready'
        when 9 then 'Ready'
    end as state,
    state = 8 as parked,
    jobs
from (
    select queue, state, count(*) as jobs from typed_tasks_job group by queue, state
    union all
    select queue, state, count(*) as jobs from typed_tasks_job_history group by queue, state
) as counted;

-- Worker processes: live, or lost when their lease has expired and nobody has taken their jobs yet.
create view typed_tasks_workers as
select
    worker.number,
    worker_name.name,
    host,
    process_id,
    queues,
    concurrency,
    strftime('%Y-%m-%dT%H:%M:%S', started_at / 1000000, 'unixepoch') || printf('.%06dZ', started_at % 1000000) as started_at,
    strftime('%Y-%m-%dT%H:%M:%S', lease_expires_at / 1000000, 'unixepoch') || printf('.%06dZ', lease_expires_at % 1000000) as lease_expires_at,
    case when lease_expires_at > (select now from typed_tasks_clock) then 'live' else 'lost' end as state
from typed_tasks_worker as worker
join typed_tasks_worker_name as worker_name on worker_name.number = worker.number;

-- All queues that ever had a job or a worker.
create view typed_tasks_queues as
select number, name
from typed_tasks_queue;
