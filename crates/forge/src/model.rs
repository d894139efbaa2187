//! What forges have in common, in plain Rust: nothing here knows JSON.

pub mod builds;
pub mod condition;
pub mod destinations;
pub mod hosts;
pub mod keys;
pub mod page;
pub mod pull_requests;
pub mod repositories;
pub mod webhooks;
