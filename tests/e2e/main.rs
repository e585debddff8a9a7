//! The whole server from outside, as one program under load, faults and bad input; every test has
//! a server of its own, and most run on both databases.

mod admission;
mod attacks;
mod audit;
mod backup;
mod bad_input;
mod broadcast;
mod browser;
mod claims;
mod contracts;
mod crash;
mod favourites;
mod forms;
mod gateway;
mod history;
mod hours;
mod menu_file;
mod observe;
mod order;
mod pages;
mod print;
mod push;
mod replicas;
mod reports;
mod storage_faults;
mod stores;
mod tls;
mod trace;
mod upgrade;
mod webhooks;
mod work;
