//! The one place where the rooms' errors become faults: what the person can do, and no more. Each match names every variant,
//! so a new one in a room does not compile until somebody has decided what it means here.

mod from_forge;
mod from_git;
mod from_net;
#[cfg(test)]
mod tests;

use crate::api::application::KeychainSituation;
use crate::fault::{DiskProblem, Fault};
pub(crate) use from_forge::of_forge;

/// Why the keychain did not serve.
pub(crate) fn situation(error: &keychain::Error) -> KeychainSituation {
    match error {
        keychain::Error::NoSession => KeychainSituation::NoSession,
        keychain::Error::NoService => KeychainSituation::NoService,
        keychain::Error::NoCollection => KeychainSituation::NoCollection,
        keychain::Error::Locked => KeychainSituation::Locked,
        keychain::Error::Denied => KeychainSituation::Denied,
        keychain::Error::TimedOut => KeychainSituation::TimedOut,
        keychain::Error::Ambiguous => KeychainSituation::Ambiguous,
        keychain::Error::TooLong => KeychainSituation::TooLong,
        keychain::Error::Unknown { .. } => KeychainSituation::Unknown,
    }
}

/// A file that the person asked for could not be written.
pub(crate) fn of_disk(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind;
    let detail = error.to_string();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Fault::Disk { problem: DiskProblem::Full, detail },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Fault::Disk { problem: DiskProblem::ReadOnly, detail },
        _ => Fault::Broken { detail },
    }
}

impl From<keychain::Error> for Fault {
    fn from(error: keychain::Error) -> Self {
        Self::Keychain { situation: situation(&error) }
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        let detail = error.to_string();
        match error {
            store::Error::InUse { path } => Self::Taken { what: path.to_string_lossy().into_owned() },
            store::Error::TooNew { .. } => Self::Refused { detail },
            store::Error::Full { .. } => Self::Disk { problem: DiskProblem::Full, detail },
            store::Error::Denied { .. } => Self::Disk { problem: DiskProblem::ReadOnly, detail },
            store::Error::Damaged { .. } | store::Error::Io { .. } | store::Error::Unwritable { .. } => Self::Broken { detail },
        }
    }
}

impl From<ssh::Error> for Fault {
    fn from(error: ssh::Error) -> Self {
        let detail = error.to_string();
        let invalid = |field: &str, why: &str| Self::Invalid { field: field.into(), why: why.into() };
        match error {
            ssh::Error::Exists { path } => Self::Taken { what: path.to_string_lossy().into_owned() },
            ssh::Error::InvalidName { .. } => invalid("name", "This can't be the name of a key file."),
            ssh::Error::InvalidComment => invalid("comment", "The comment must be one line of plain text."),
            ssh::Error::EmptyPassphrase => invalid("passphrase", "The passphrase is empty."),
            ssh::Error::NoProgram { path } => Self::NotFound {
                what: path.map_or_else(|| "OpenSSH (the program ssh)".into(), |path| path.to_string_lossy().into_owned()),
            },
            ssh::Error::Full { .. } => Self::Disk { problem: DiskProblem::Full, detail },
            ssh::Error::Denied { .. } => Self::Disk { problem: DiskProblem::ReadOnly, detail },
            ssh::Error::NoRandomness | ssh::Error::Io { .. } | ssh::Error::Unencodable => Self::Broken { detail },
        }
    }
}
