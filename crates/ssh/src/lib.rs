//! SSH beside OpenSSH: key pairs, the askpass conversation, and what OpenSSH says about host keys.
//!
//! OpenSSH itself connects and decides; nothing here speaks the SSH protocol or weakens a check.

pub mod askpass;
mod error;
mod generate;
mod handshake;
mod host_key;
mod key_pair;
mod name;
mod private_file;
mod program;

pub use error::Error;
pub use generate::generate;
pub use handshake::{Handshake, OfferedKey, handshake};
pub use host_key::{HostKeyFailure, HostKeyProblem, host_key_failure, known_fingerprint};
pub use key_pair::{KeyPair, list};
pub use name::{fresh_name, key_name};
pub use program::{program, program_or};
/// The operating system's random numbers: what production passes to [`generate`].
pub use rand_core::OsRng;
