-- Addresses of other systems that are told what happens in a store.

create table webhooks (
    id text not null constraint webhooks_pkey primary key,
    store text not null constraint webhooks_store references stores (id),
    name text not null,
    url text not null,
    -- Types of the events it is told, as a JSON list; null for all.
    events text,
    is_on integer not null constraint webhooks_is_on check (is_on in (0, 1)),
    most_tries integer not null,
    created_at integer not null,
    removed_at integer,
    -- Changes with everything that people do to it.
    version integer not null,
    -- The secret is derived from the installation's and this number; since when.
    secret_number integer not null,
    secret_at integer not null,
    -- How far events were delivered or put aside.
    position integer not null,
    -- Tries of what is next, failures in a row, since when, and when to try again.
    tries integer not null,
    failures integer not null,
    failing_since integer,
    try_at integer not null,
    -- All attempts so far; the last are in webhook_deliveries.
    attempts integer not null,
    -- The process that delivers, and until when that may be relied on.
    lease text,
    lease_until integer
);
create index webhooks_present on webhooks (store, created_at) where removed_at is null;

-- The last attempts of each webhook: attempt n stands in slot n modulo their number.
create table webhook_deliveries (
    webhook text not null constraint webhook_deliveries_webhook references webhooks (id),
    slot integer not null,
    attempt integer not null,
    event text not null,
    type text not null,
    at integer not null,
    millis integer not null,
    -- The HTTP status, or why there was none.
    status integer,
    trouble text constraint webhook_deliveries_trouble check (
        trouble in ('timeout', 'unreachable', 'blocked')
    ),
    constraint webhook_deliveries_pkey primary key (webhook, slot)
);

-- Events that were put aside, by position: given up, or behind one of the same subject that was.
-- The event itself is read again when it is replayed, so nothing of it is kept here.
create table webhook_letters (
    webhook text not null constraint webhook_letters_webhook references webhooks (id),
    position integer not null,
    subject text not null,
    kind text not null constraint webhook_letters_kind check (kind in ('failed', 'behind')),
    put_aside_at integer not null,
    status integer,
    trouble text constraint webhook_letters_trouble check (
        trouble in ('timeout', 'unreachable', 'blocked')
    ),
    -- 1 while it waits to be delivered again.
    is_replayed integer not null,
    constraint webhook_letters_pkey primary key (webhook, position)
);
create index webhook_letters_subject on webhook_letters (webhook, subject);
create index webhook_letters_age on webhook_letters (put_aside_at);
create index webhook_letters_replayed on webhook_letters (webhook, position) where is_replayed = 1;
