-- The tables of the raw limits: one for live jobs with every index a queue needs, one for finished jobs.
-- Fixed on purpose: it does not follow the product's tables, so that a slower schema shows as a lower ratio.
create schema raw_limit;

create table raw_limit.job (
    id bigint generated always as identity primary key,
    expected_by timestamptz not null default 'infinity',
    run_at timestamptz,
    created_at timestamptz not null default now(),
    claimed_at timestamptz,
    queue int not null,
    contract int not null,
    attempts int not null default 0,
    max_attempts int not null,
    claims int not null default 0,
    worker int,
    rank smallint not null,
    state smallint not null default 0,
    crashes smallint not null default 0,
    unique_key text,
    payload json not null
) with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 500000
);

create index job_ready on raw_limit.job (queue, rank, expected_by, id) where state = 0;
create index job_scheduled on raw_limit.job (run_at) where state = 2;
create index job_running on raw_limit.job (worker) where state = 1;
create unique index job_unique on raw_limit.job (queue, unique_key) where unique_key is not null;

create table raw_limit.job_history (
    id bigint not null,
    expected_by timestamptz not null,
    run_at timestamptz,
    created_at timestamptz not null,
    claimed_at timestamptz,
    finished_at timestamptz not null,
    queue int not null,
    contract int not null,
    attempts int not null,
    max_attempts int not null,
    claims int not null,
    worker int,
    rank smallint not null,
    state smallint not null,
    crashes smallint not null,
    unique_key text,
    payload json not null
);

create index job_history_finished on raw_limit.job_history using brin (finished_at)
