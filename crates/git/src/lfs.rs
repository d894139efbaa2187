//! Git LFS without its program: large files lie in a store of their own, the repository holds pointers to them. What is kept
//! so is said by the attribute `filter=lfs`; nothing is run, and the network is asked only by a clone, by a push or on the person's
//! wish.

mod action;
mod authenticate;
mod batch;
mod clean;
mod door;
mod download;
mod endpoint;
mod expiry;
mod facts;
mod fetch;
mod gauge;
mod header;
mod introduced;
mod lanes;
mod operation;
mod pointer;
mod push;
mod put;
mod refusal;
mod store;
mod tracked;
mod upload;
mod wanted;

pub use facts::{LfsFile, LfsVersion};

pub(crate) use clean::{Cleaned, hash, is_same, keep};
pub(crate) use facts::{of_file, version};
pub(crate) use fetch::{fetch_and_put, is_on};
pub(crate) use push::{Outgoing, push};
pub(crate) use put::put_back;
pub(crate) use store::Store;
pub(crate) use tracked::{Tracked, holds, refuse_extensions, refuse_lines};
pub(crate) use wanted::wanted;
