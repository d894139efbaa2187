//! What Bough keeps on disk: one folder with a lock, JSON documents in it that survive a crash, and journals.
//!
//! None of them holds a secret; those belong to the keychain.

mod document;
mod error;
mod folder;
mod journal;
mod read;
mod replace;
mod unknown;

pub use document::{Document, Notice};
pub use error::Error;
pub use folder::{Folder, Lock};
pub use journal::Journal;
