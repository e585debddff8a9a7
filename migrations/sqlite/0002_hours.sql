-- Opening hours as a document; null opens and closes by hand only.
alter table stores add column hours text;
-- When the hours next open or close the store.
alter table stores add column schedule_at integer;
create index stores_schedule on stores (schedule_at) where schedule_at is not null;
