-- When a store was put away: closed, out of lists, its history kept.
alter table stores add column archived_at integer;
-- A message to waiting guests as a document, and when it ends by itself.
alter table stores add column broadcast text;
alter table stores add column broadcast_until integer;
create index stores_broadcast on stores (broadcast_until) where broadcast_until is not null;
-- 1 for an operator who runs every store. Until now there was one store, and each ran it all.
alter table staff add column all_stores integer not null default 0;
update staff set all_stores = 1 where role = 'operator';
