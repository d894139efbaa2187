//! What Bough keeps on disk: one folder with a lock, JSON documents in it that survive a crash, journals, and a cache of what was
//! seen on hosts.
//!
//! None of them holds a secret; those belong to the keychain.

mod cache;
mod document;
mod error;
mod folder;
mod journal;
mod read;
mod replace;
mod unknown;

pub use cache::{Cache, Entry, Remembered};
pub use document::{Document, Notice};
pub use error::Error;
pub use folder::{Folder, Lock};
pub use journal::Journal;
