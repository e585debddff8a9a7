-- Which of several relays publishes, and a number that it keeps moving while it lives.
alter table relay add column holder text;
alter table relay add column beat integer not null default 0;
