//! What Bough keeps on disk: one folder with a lock, and JSON documents in it that survive a crash.
//!
//! No document holds a secret; those belong to the keychain.

mod document;
mod error;
mod folder;
mod read;
mod replace;
mod unknown;

pub use document::{Document, Notice};
pub use error::Error;
pub use folder::{Folder, Lock};
