//! The connection doctor: a healthy server is fine throughout, and each planted fault is the first red step, by its name and with
//! what helps against it. Sockets, TLS, proxies and SSH are real; only Bitbucket is simulated.

mod account;
mod examined;
mod git;
mod healthy;
mod proxy;
mod server;
mod ssh;
mod way;
