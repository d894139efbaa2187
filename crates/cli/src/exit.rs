//! Exit codes: the one table. Scripts may rely on it.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | a mistake of ours, or a damaged file |
//! | 2 | the command line or a value in it can't be used |
//! | 3 | sign in: no token, or the token was refused |
//! | 4 | signed in, but not allowed |
//! | 5 | not there, or hidden |
//! | 6 | the name or folder is in use; also: Bough runs already |
//! | 7 | the server can't be reached; what was seen last may have been printed |
//! | 8 | the server's certificate is not trusted |
//! | 9 | the server's SSH host key is not the known one, or was refused |
//! | 10 | the keychain did not serve |
//! | 11 | the server asked for a pause |
//! | 12 | a web page answered: a login page, a proxy, another service |
//! | 13 | files are in the way |
//! | 14 | the server or Git said no, in its own words |
//! | 15 | it changed since it was looked at; nothing was done |
//! | 16 | a hook said no; nothing was committed |
//! | 17 | a commit could not be signed; nothing was committed |
//! | 18 | the disk is full, or may not be written to |
//! | 19 | an examined connection has a step that is broken |
//! | 130 | ended by the person (Ctrl+C) |

use bough_core::fault::Fault;

use crate::output::{self, Output};
use crate::sentences;

/// Done.
pub const OK: u8 = 0;
/// A mistake of ours.
pub const BROKEN: u8 = 1;
/// A step of an examined connection is broken.
pub const UNWELL: u8 = 19;
/// Ended by the person.
pub const CANCELLED: u8 = 130;

/// Why a command did not do what it was asked.
pub enum End {
    /// The core said so.
    Fault(Box<Fault>),
    /// The person ended it.
    Cancelled,
    /// What was examined is not well; the answer has said why.
    Unwell,
}

impl End {
    /// Says it on standard error (or as JSON) and gives the exit code.
    pub fn tell(&self, output: &Output) -> u8 {
        match self {
            Self::Fault(fault) => {
                output.fault(fault, &sentences::describe(fault));
                code(fault)
            }
            Self::Cancelled => {
                output::complain("Cancelled. Nothing was left behind.", None);
                CANCELLED
            }
            Self::Unwell => UNWELL,
        }
    }
}

impl From<Fault> for End {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

/// The exit code of a fault.
pub fn code(fault: &Fault) -> u8 {
    match fault {
        Fault::Broken { .. } => BROKEN,
        Fault::Invalid { .. } => 2,
        Fault::SignIn { .. } => 3,
        Fault::Denied { .. } => 4,
        Fault::NotFound { .. } => 5,
        Fault::Taken { .. } => 6,
        Fault::Offline { .. } => 7,
        Fault::Untrusted { .. } => 8,
        Fault::HostKey { .. } => 9,
        Fault::Keychain { .. } => 10,
        Fault::RateLimited { .. } => 11,
        Fault::WebPage { .. } => 12,
        Fault::Conflict { .. } => 13,
        Fault::Refused { .. } => 14,
        Fault::Moved { .. } => 15,
        Fault::Hook { .. } => 16,
        Fault::Signing { .. } => 17,
        Fault::Disk { .. } => 18,
        // 19 is the doctor's.
        Fault::OutOfOrder { .. } => 20,
        Fault::Cancelled => CANCELLED,
    }
}
