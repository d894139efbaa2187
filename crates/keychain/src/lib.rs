//! The operating system's keychain, on a thread of its own, and a fallback to memory that is never silent.
//!
//! A locked keychain blocks its caller for as long as nobody answers the prompt. So every call runs on one thread that may be
//! left behind; the application's own threads only ever wait on a channel.

mod actor;
mod entry;
mod error;
mod handle;
mod secrets;
mod store;
mod system;
mod worker;

pub use entry::{Entry, EntryKind};
pub use error::Error;
pub use handle::{Keychain, Limits};
pub use secrets::{Kept, Secrets};
