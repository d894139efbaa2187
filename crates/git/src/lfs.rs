//! Git LFS without its program: large files lie in a store of their own, the repository holds pointers to them. What is kept
//! so is said by the attribute `filter=lfs`; nothing is run, and the network is asked only by a clone or on the person's wish.

mod action;
mod batch;
mod clean;
mod download;
mod endpoint;
mod facts;
mod fetch;
mod introduced;
mod pointer;
mod put;
mod store;
mod tracked;
mod wanted;

pub use facts::{LfsFile, LfsVersion};

pub(crate) use clean::{Cleaned, hash, is_same, keep};
pub(crate) use facts::{of_file, version};
pub(crate) use fetch::{fetch_and_put, is_on};
pub(crate) use introduced::introduced;
pub(crate) use put::put_back;
pub(crate) use store::Store;
pub(crate) use tracked::{Tracked, holds, refuse_extensions, refuse_lines};
pub(crate) use wanted::wanted;
