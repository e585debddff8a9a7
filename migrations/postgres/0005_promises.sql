-- The wait a guest was promised when the order was submitted, and the middle of what was expected.
alter table orders add column expected_ms bigint;
alter table orders add column promised_from_minutes bigint;
alter table orders add column promised_to_minutes bigint;
