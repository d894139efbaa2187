//! The client against real sockets: little servers that misbehave in one way each.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod certificates;
mod exchanges;
mod http2;
mod limits;
mod off_switch;
mod proxies;
mod proxy_server;
mod redirects;
mod requests;
mod retries;
mod server;
mod socks;
mod uploads;
mod way;
mod weak_keys;
