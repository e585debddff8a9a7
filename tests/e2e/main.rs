//! The whole server from outside, as one program under load, faults and bad input; every test has
//! a server of its own, and most run on both databases.

mod admission;
mod backup;
mod bad_input;
mod claims;
mod crash;
mod gateway;
mod history;
mod hours;
mod order;
mod pages;
mod reports;
mod storage_faults;
