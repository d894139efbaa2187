//! The keychain against a real GNOME keyring: every test starts its own session bus and daemons below a home of its own, and
//! runs its body in a process of its own that sees nothing else.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "tests may fail loudly and talk")]

mod ambiguous;
mod asynchronous;
mod bus;
mod daemon;
mod fallback;
mod genuine;
mod impostor;
mod naming;
mod prompt;
mod situations;
mod stage;
