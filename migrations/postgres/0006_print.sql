-- Network printers of a store, and the tickets that wait for them.

create table printers (
    id text not null constraint printers_pkey primary key,
    store text not null constraint printers_store references stores (id),
    name text not null,
    host text not null,
    port bigint not null,
    paper bigint not null constraint printers_paper check (paper in (58, 80)),
    charset text not null constraint printers_charset check (charset in ('cp437', 'cp858', 'cp1252')),
    language text not null,
    created_at bigint not null,
    removed_at bigint,
    -- Sequence of its last event.
    sequence bigint not null,
    -- What keeps it from printing, and since when; null for nothing.
    trouble text constraint printers_trouble check (
        trouble in ('off', 'paper', 'cover', 'fault', 'silent')
    ),
    trouble_at bigint,
    -- Failures in a row, and when to try again.
    failures bigint not null,
    try_at bigint not null,
    -- 1 once it has answered a question about its status: its silence is then a failure.
    answers bigint not null,
    -- The process that talks to it, and until when that may be relied on.
    lease text,
    lease_until bigint
);
create index printers_present on printers (store, created_at) where removed_at is null;

create table print_jobs (
    id text not null constraint print_jobs_pkey primary key,
    printer text not null constraint print_jobs_printer references printers (id),
    kind text not null constraint print_jobs_kind check (kind in ('claim', 'copy', 'test')),
    -- The order and the sequence of its claim; a copy has no sequence, a test page neither.
    order_id text constraint print_jobs_order references orders (id),
    sequence bigint,
    created_at bigint not null,
    tries bigint not null,
    -- When its bytes were begun to be sent: if it is not printed by then, it may be nevertheless.
    sending_at bigint,
    printed_at bigint,
    given_up_at bigint,
    -- Why the last try failed or it was given up.
    error text,
    constraint print_jobs_claim unique (printer, order_id, sequence)
);
create index print_jobs_waiting on print_jobs (printer, created_at)
    where printed_at is null and given_up_at is null;
create index print_jobs_age on print_jobs (created_at);

-- How far the events were read; what happened before there were printers is not printed.
create table print_cursor (
    name text not null constraint print_cursor_pkey primary key,
    position bigint not null
);
insert into print_cursor (name, position) select 'claims', position from relay where name = 'bus';
