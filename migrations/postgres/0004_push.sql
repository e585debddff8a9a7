-- A browser that asked to be told of one order; gone when the order has ended.
create table push_subscriptions (
    id text not null constraint push_subscriptions_pkey primary key,
    order_id text not null constraint push_subscriptions_order references orders (id),
    endpoint text not null,
    p256dh text not null,
    auth text not null,
    language text not null,
    created_at bigint not null,
    -- The end of the wait at the bar that messages are planned for: the order's `deadline_at`
    -- while it is ready, another each time that it becomes ready.
    planned_for bigint,
    constraint push_subscriptions_endpoint unique (order_id, endpoint)
);

-- Messages that wait to be sent; gone when they were, or came too late.
create table pushes (
    id text not null constraint pushes_pkey primary key,
    subscription text not null constraint pushes_subscription
        references push_subscriptions (id) on delete cascade,
    kind text not null constraint pushes_kind check (kind in ('ready', 'waiting')),
    due_at bigint not null,
    expires_at bigint not null,
    tries bigint not null
);
create index pushes_due on pushes (due_at);
create index pushes_of_subscription on pushes (subscription);
