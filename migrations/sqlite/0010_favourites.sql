-- Drinks that a guest wants again: drink and options by id, and the item with its names as JSON.
create table favourites (
    id text not null constraint favourites_pkey primary key,
    store text not null constraint favourites_store references stores (id),
    customer text not null,
    choice text not null,
    item text not null,
    created_at integer not null,
    constraint favourites_choice unique (customer, store, choice)
);
