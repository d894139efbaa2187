//! What Git met, as faults.

use git::Error;

use crate::fault::{DiskProblem, Fault, HostKeyProblem, SignInReason};

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let words = error.to_string();
        match error {
            Error::SignIn { host, reason, detail } => Self::SignIn { host, reason: sign_in(reason), detail },
            Error::Denied { missing, detail } => Self::Denied { missing, detail },
            Error::NotFound { what } => Self::NotFound { what },
            Error::Taken { path } => Self::Taken { what: path.to_string_lossy().into_owned() },
            Error::Offline { host, detail } => Self::Offline { host, detail },
            Error::WebPage { host, url } => Self::WebPage { host, url },
            Error::HostKey(failure) => Self::HostKey {
                host: failure.host,
                problem: problem(failure.problem),
                known_at: failure.known_at,
                shown: failure.shown,
                detail: failure.detail,
            },
            Error::Net(error) => error.into(),
            Error::InTheWay { files } => Self::Conflict { files },
            Error::Moved { what } => Self::Moved { what },
            Error::Refused { detail } | Error::NotGit { detail } | Error::Unsupported { what: detail } => {
                Self::Refused { detail }
            }
            Error::Invalid { field, why } => Self::Invalid { field, why },
            Error::Hook { name, output } => Self::Hook { name, output },
            Error::Signing { program, output } => Self::Signing { program, output },
            Error::Cancelled => Self::Cancelled,
            Error::Damaged { .. } => Self::Broken { detail: words },
            Error::Broken { detail } => Self::Broken { detail },
            Error::Disk { problem, detail } => Self::Disk { problem: disk(problem), detail },
        }
    }
}

fn disk(problem: git::DiskProblem) -> DiskProblem {
    match problem {
        git::DiskProblem::Full => DiskProblem::Full,
        git::DiskProblem::ReadOnly => DiskProblem::ReadOnly,
    }
}

fn sign_in(reason: git::SignInReason) -> SignInReason {
    match reason {
        git::SignInReason::NoAccount => SignInReason::NoAccount,
        git::SignInReason::Rejected => SignInReason::Rejected,
        git::SignInReason::Captcha => SignInReason::Captcha,
        git::SignInReason::NoKey => SignInReason::NoKey,
    }
}

fn problem(problem: git::HostKeyProblem) -> HostKeyProblem {
    match problem {
        git::HostKeyProblem::Changed => HostKeyProblem::Changed,
        git::HostKeyProblem::OtherType => HostKeyProblem::OtherType,
        git::HostKeyProblem::Revoked => HostKeyProblem::Revoked,
        git::HostKeyProblem::Refused => HostKeyProblem::Refused,
    }
}
