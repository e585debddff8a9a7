-- When what an order tells of its guest was erased; null until then.
alter table orders add column erased_at bigint;
create index orders_to_erase on orders (store, ended_at)
    where ended_at is not null and erased_at is null;
create index favourites_age on favourites (store, created_at);
