-- Creates the tables, views and the clock of the first version.
-- A job moves between states as a row of one table and leaves it when it ends, so that claims never walk over finished jobs.

create function typed_tasks.clock() returns timestamptz
    language sql stable parallel safe
    as 'select now()';
comment on function typed_tasks.clock() is 'The only clock that statements read; tests replace it to move time. Inlined, so it costs nothing.';

create function typed_tasks.state_name(state smallint) returns text
    language sql immutable parallel safe
    as $$
        select case state
            when 1 then 'Scheduled'
            when 2 then 'Ready'
            when 3 then 'Blocked'
            when 4 then 'Running'
            when 5 then 'Succeeded'
            when 6 then 'Failed'
            when 7 then 'Canceled'
            when 8 then 'Ready'
            when 9 then 'Ready'
        end
    $$;
comment on function typed_tasks.state_name(smallint) is 'The word for a state number. 8 is a ready job set aside for workers that know its task and version, 9 one that may be what kills its workers and runs alone.';

create function typed_tasks.counting_since() returns text
    language sql stable
    as 'select concat(extract(epoch from pg_postmaster_start_time()), '' '', extract(epoch from pg_stat_get_bgwriter_stat_reset_time()))';
comment on function typed_tasks.counting_since() is 'Since when the server counts its transactions: numbers from before a crash, or of another server, mean nothing. A crash whose recovery the postmaster survives resets the statistics.';

create function typed_tasks.refuse_start(due timestamptz, deadline timestamptz) returns timestamptz
    language plpgsql
    as $$
        begin
            raise exception 'The job becomes ready at %, not before its deadline at %.', due, deadline using errcode = 'check_violation', constraint = 'job_can_start';
        end
    $$;
comment on function typed_tasks.refuse_start(timestamptz, timestamptz) is 'For enqueues: the job could never start. Not a check constraint, which each of the other enqueues would have to read and plan.';

create table typed_tasks.queue (
    number int primary key,
    name text not null unique
);
comment on table typed_tasks.queue is 'Queue names and the numbers under which jobs store them: a text in the index of ready jobs costs 15 % of the claims.';
comment on column typed_tasks.queue.number is 'Made from the name: processes remember it, and a fail-over that loses this row must not give it to another name.';

create table typed_tasks.contract (
    number int primary key,
    task_name text not null,
    version int not null,
    unique (task_name, version)
);
comment on table typed_tasks.contract is 'What a worker must know to run a job: the task and the version of its payload.';
comment on column typed_tasks.contract.number is 'Made from task and version, for the same reason as that of a queue.';

create table typed_tasks.worker_name (
    number int primary key,
    name text not null,
    removed_at timestamptz
);
comment on table typed_tasks.worker_name is 'The names of workers, kept when they are gone, because finished jobs and errors name them; pruned with these.';
comment on column typed_tasks.worker_name.number is 'Drawn by lot: after a fail-over that loses commits, no worker gets the number of one that still takes it for its own.';

create table typed_tasks.worker (
    number int primary key,
    host text not null,
    process_id int not null,
    queues text not null,
    concurrency int not null,
    started_at timestamptz not null,
    lease_expires_at timestamptz not null
) with (fillfactor = 50);
comment on table typed_tasks.worker is 'Worker processes, with one lease for all the jobs of each. A running job whose worker is not here, or has no lease, is rescued.';
comment on column typed_tasks.worker.queues is 'The queues as configured, most preferred first.';
comment on column typed_tasks.worker.lease_expires_at is 'Renewed by heartbeat; from then on others may take the worker''s jobs.';

create table typed_tasks.job (
    id bigint generated always as identity primary key,
    expected_by timestamptz not null default 'infinity',
    created_at timestamptz not null,
    run_at timestamptz,
    ready_again_at timestamptz,
    claimed_at timestamptz,
    deadline timestamptz,
    queue int not null,
    contract int not null,
    worker int,
    attempts int not null default 0,
    max_attempts int not null,
    claims int not null default 0,
    rank smallint not null default 0,
    state smallint not null,
    crashes smallint not null default 0,
    suspect boolean not null default false,
    alone boolean not null default false,
    at_most_once boolean not null default false,
    enqueue_id uuid,
    cancel_reason text,
    settings json,
    payload json not null
) with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 500000
);
comment on table typed_tasks.job is 'Jobs that have not ended.';
comment on column typed_tasks.job.expected_by is 'Among equals of a queue and rank the earliest is claimed first; infinity when nothing is expected.';
comment on column typed_tasks.job.run_at is 'When a scheduled job becomes ready; null for one that never had to wait.';
comment on column typed_tasks.job.ready_again_at is 'When it last became ready otherwise than by being enqueued; null for one that never did. Finds it wherever it stands in its queue.';
comment on column typed_tasks.job.claimed_at is 'When it was last claimed; kept when it is given back. After a fail-over that loses commits it tells a new job from a lost one of the same id.';
comment on column typed_tasks.job.deadline is 'From then on no attempt is started; null for none.';
comment on column typed_tasks.job.worker is 'The worker that runs it, or ran it last.';
comment on column typed_tasks.job.attempts is 'Attempts used, the running one included; handed back when an attempt did not count.';
comment on column typed_tasks.job.claims is 'How often it was claimed; never lowered. With the id and claimed_at it names one attempt and fences late writes.';
comment on column typed_tasks.job.rank is 'The priority negated, so that the index of ready jobs and the mark of a claim are one row comparison.';
comment on column typed_tasks.job.state is '1 Scheduled, 2 Ready, 3 Blocked, 4 Running; 8 is Ready, but set aside for workers that know its contract; 9 is Ready, but to be claimed alone.';
comment on column typed_tasks.job.crashes is 'How often a worker was lost while it had the job, those not counted that came back.';
comment on column typed_tasks.job.suspect is 'Its crash budget is all but used up: from then on it runs alone in its worker.';
comment on column typed_tasks.job.alone is 'Set while a suspect runs with nothing beside it: a death then is its own doing.';
comment on column typed_tasks.job.at_most_once is 'It is never started twice: claimed only into a free slot, and failed when its worker is lost.';
comment on column typed_tasks.job.cancel_reason is 'Set when somebody asked to cancel the job while it ran.';
comment on column typed_tasks.job.settings is 'What only this job asks for, timeout and retry policy; null for nearly all. One column for what is rare.';
comment on column typed_tasks.job.payload is 'json, not jsonb: the text is kept exactly.';

create index job_ready on typed_tasks.job (queue, rank, expected_by, id) where state = 2;
create index job_ready_again on typed_tasks.job (ready_again_at) where state = 2 and ready_again_at is not null;
create index job_scheduled on typed_tasks.job (run_at) where state = 1;
create index job_running on typed_tasks.job (worker) where state = 4;
create index job_cancel_requested on typed_tasks.job (id) where cancel_reason is not null;
create index job_parked on typed_tasks.job (contract, rank, expected_by, id) where state = 8;
create index job_suspect on typed_tasks.job (rank, expected_by, id) where state = 9;

-- The primary key costs 1 of 13 microseconds per job (BRIN on id costs nothing), but finds a job among millions whatever order they ended in,
-- and refuses to end one twice.
create table typed_tasks.job_history (
    id bigint primary key,
    expected_by timestamptz not null,
    created_at timestamptz not null,
    run_at timestamptz,
    claimed_at timestamptz,
    finished_at timestamptz not null,
    deadline timestamptz,
    queue int not null,
    contract int not null,
    worker int,
    attempts int not null,
    max_attempts int not null,
    claims int not null,
    rank smallint not null,
    state smallint not null,
    crashes smallint not null,
    at_most_once boolean not null,
    enqueue_id uuid,
    reason text,
    settings json,
    payload json not null,
    result json
);
comment on table typed_tasks.job_history is 'Jobs that have ended; deleted when their retention is over.';
comment on column typed_tasks.job_history.state is '5 Succeeded, 6 Failed, 7 Canceled.';
comment on column typed_tasks.job_history.at_most_once is 'If an attempt of it was counted, it is never made ready again.';
comment on column typed_tasks.job_history.reason is 'Why it failed or was canceled.';

create index job_history_finished on typed_tasks.job_history using brin (finished_at) with (pages_per_range = 32, autosummarize = on);
create index job_history_unsuccessful on typed_tasks.job_history (id) where state in (6, 7);

create table typed_tasks.enqueue_id (
    id uuid primary key,
    job_id bigint not null
);
comment on table typed_tasks.enqueue_id is 'Ids that callers chose, and their jobs. A table of its own, because a repeat must meet them while their job moves to the history, too.';

create table typed_tasks.attempt_error (
    job_id bigint not null,
    claims int not null,
    attempt int not null,
    claimed_at timestamptz not null,
    failed_at timestamptz not null,
    worker int,
    type text not null,
    message text not null,
    detail text not null,
    primary key (job_id, claims)
);
comment on table typed_tasks.attempt_error is 'What went wrong, one row per failed attempt, and one per attempt whose worker was lost.';

-- Few rows: a worker that leaves looks for crashes that it was charged with.
create index attempt_error_lost on typed_tasks.attempt_error (worker) where type = 'TypedTasks.WorkerLost';

create view typed_tasks.jobs as
select
    job.id,
    contract.task_name,
    contract.version,
    queue.name as queue,
    typed_tasks.state_name(job.state) as state,
    job.state = 8 as parked,
    job.suspect,
    -job.rank::int as priority,
    nullif(job.expected_by, 'infinity') as expected_by,
    job.attempts as attempt,
    job.max_attempts,
    job.claims,
    job.crashes::int as crashes,
    worker_name.name as worker,
    job.created_at as enqueued_at,
    job.run_at,
    job.claimed_at,
    job.finished_at,
    job.deadline,
    job.cancel_requested,
    job.payload,
    job.result,
    job.reason
from (
    select
        id, contract, queue, state, rank, expected_by, attempts, max_attempts, claims, crashes, suspect, worker, created_at, run_at, claimed_at,
        null::timestamptz as finished_at, deadline, cancel_reason is not null as cancel_requested, payload, null::json as result, null::text as reason
    from typed_tasks.job
    union all
    select
        id, contract, queue, state, rank, expected_by, attempts, max_attempts, claims, crashes, false, worker, created_at, run_at, claimed_at,
        finished_at, deadline, false, payload, result, reason
    from typed_tasks.job_history
) as job
left join typed_tasks.contract on contract.number = job.contract
left join typed_tasks.queue on queue.number = job.queue
left join typed_tasks.worker_name on worker_name.number = job.worker;
comment on view typed_tasks.jobs is 'All jobs, waiting, running and ended, with names and words. Stable: tools and people may read it.';
comment on column typed_tasks.jobs.parked is 'Ready, but the workers that met it do not know its task and version.';
comment on column typed_tasks.jobs.suspect is 'Its workers died while they had it; it runs alone.';
comment on column typed_tasks.jobs.worker is 'The worker that runs the job, or ran it last.';

create view typed_tasks.job_errors as
select
    attempt_error.job_id,
    attempt_error.attempt,
    attempt_error.claimed_at,
    attempt_error.failed_at,
    worker_name.name as worker,
    attempt_error.type,
    attempt_error.message,
    attempt_error.detail
from typed_tasks.attempt_error
left join typed_tasks.worker_name on worker_name.number = attempt_error.worker;
comment on view typed_tasks.job_errors is 'What went wrong, one row per failed attempt, with the text of the exception and its stack trace as detail, and one per attempt whose worker was lost.';

create view typed_tasks.job_counts as
select
    queue.name as queue,
    typed_tasks.state_name(counted.state) as state,
    counted.state = 8 as parked,
    sum(counted.jobs)::bigint as jobs
from (
    select queue, state, count(*) as jobs from typed_tasks.job group by queue, state
    union all
    select queue, state, count(*) as jobs from typed_tasks.job_history group by queue, state
) as counted
join typed_tasks.queue on queue.number = counted.queue
group by queue.name, counted.state;
comment on view typed_tasks.job_counts is 'How many jobs of each queue are in each state. Reads all jobs: not for every second.';

create view typed_tasks.workers as
select
    worker.number,
    worker_name.name,
    worker.host,
    worker.process_id,
    worker.queues,
    worker.concurrency,
    worker.started_at,
    worker.lease_expires_at,
    case when worker.lease_expires_at > typed_tasks.clock() then 'live' else 'lost' end as state
from typed_tasks.worker
join typed_tasks.worker_name using (number);
comment on view typed_tasks.workers is 'Worker processes: live, or lost when their lease has expired and nobody has taken their jobs yet.';

create view typed_tasks.queues as
select number, name
from typed_tasks.queue;
comment on view typed_tasks.queues is 'All queues that ever had a job or a worker.';
