-- How a display shows and says its numbers: 1 for yes.
alter table devices add column shows_names bigint not null default 0;
alter table devices add column speaks bigint not null default 0;
