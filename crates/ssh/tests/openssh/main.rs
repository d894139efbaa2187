//! Askpass and host keys against real OpenSSH: stock `ssh` talking to private `sshd`s on loopback.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests may fail loudly and talk to their parent")]

mod admission;
mod application_ends;
mod background;
mod daemon;
mod handshakes;
mod host_keys;
mod passphrase;
mod session;
