-- Times are UTC milliseconds, documents are JSON text, ids are text.

create table secrets (
    name text not null constraint secrets_pkey primary key,
    value text not null
);

create table stores (
    id text not null constraint stores_pkey primary key,
    name text not null,
    time_zone text not null,
    state text not null constraint stores_state check (state in ('open', 'paused', 'closed')),
    state_reason text,
    state_until bigint,
    settings text not null,
    menu text not null,
    sequence bigint not null,
    created_at bigint not null
);
create index stores_due on stores (state_until) where state_until is not null;

create table buckets (
    id text not null constraint buckets_pkey primary key,
    store text not null constraint buckets_store references stores (id),
    generation bigint not null,
    code text not null constraint buckets_code unique,
    places bigint not null,
    granted bigint not null,
    returned bigint not null,
    opened_at bigint not null,
    expires_at bigint not null,
    constraint buckets_generation unique (store, generation),
    constraint buckets_within_places check (
        returned >= 0 and returned <= granted and granted - returned <= places
    )
);

create table orders (
    id text not null constraint orders_pkey primary key,
    store text not null constraint orders_store references stores (id),
    customer text not null,
    state text not null constraint orders_state check (
        state in ('started', 'queued', 'making', 'ready', 'collected', 'cancelled', 'expired', 'missed')
    ),
    version bigint not null,
    sequence bigint not null,
    day text,
    number bigint,
    name text not null,
    items text not null,
    drinks bigint not null,
    bucket text constraint orders_bucket references buckets (id),
    created_at bigint not null,
    queued_at bigint,
    making_at bigint,
    ready_at bigint,
    ended_at bigint,
    deadline_at bigint,
    barista text,
    barista_name text,
    reason text,
    cancelled_by text constraint orders_cancelled_by check (
        cancelled_by in ('customer', 'staff', 'task')
    ),
    traceparent text,
    constraint orders_number unique (store, day, number)
);
create index orders_open on orders (store, queued_at)
    where state in ('started', 'queued', 'making', 'ready');
create index orders_due on orders (deadline_at) where deadline_at is not null;
create index orders_customer on orders (customer, created_at);
create index orders_ended on orders (store, ended_at) where ended_at is not null;

create table order_numbers (
    store text not null,
    day text not null,
    last bigint not null,
    constraint order_numbers_pkey primary key (store, day)
);

create table task_tokens (
    hash text not null constraint task_tokens_pkey primary key,
    order_id text not null constraint task_tokens_order references orders (id),
    step text not null,
    issued_at bigint not null,
    ended_at bigint
);
create index task_tokens_waiting on task_tokens (order_id) where ended_at is null;

create table events (
    id bigint not null generated always as identity constraint events_pkey primary key,
    store text not null,
    subject text not null,
    sequence bigint not null,
    type text not null,
    recipient text,
    data text not null,
    time bigint not null,
    traceparent text,
    position bigint constraint events_position unique,
    constraint events_sequence unique (subject, sequence)
);
create index events_unpublished on events (id) where position is null;

create table relay (
    name text not null constraint relay_pkey primary key,
    position bigint not null
);
insert into relay (name, position) values ('bus', 0);

create table sessions (
    id text not null constraint sessions_pkey primary key,
    sub text not null,
    role text not null,
    store text,
    name text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint
);
create index sessions_sub on sessions (sub);
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;

create table staff (
    id text not null constraint staff_pkey primary key,
    store text not null constraint staff_store references stores (id),
    name text not null,
    name_key text not null,
    role text not null constraint staff_role check (role in ('barista', 'operator')),
    secret_hash text not null,
    created_at bigint not null,
    removed_at bigint
);
create unique index staff_name on staff (store, name_key) where removed_at is null;

create table setup_links (
    hash text not null constraint setup_links_pkey primary key,
    created_at bigint not null
);

create table devices (
    id text not null constraint devices_pkey primary key,
    store text not null constraint devices_store references stores (id),
    kind text not null constraint devices_kind check (kind in ('display', 'tablet', 'machine')),
    name text not null,
    session text not null,
    created_at bigint not null,
    removed_at bigint
);

create table pairings (
    id text not null constraint pairings_pkey primary key,
    code text not null constraint pairings_code unique,
    expires_at bigint not null,
    device text constraint pairings_device references devices (id)
);

create table idempotency_keys (
    person text not null,
    key text not null,
    request text not null,
    answer text not null,
    created_at bigint not null,
    constraint idempotency_keys_pkey primary key (person, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
