//! What a forge said, as faults. A forge does not know what its host is called here: the caller says it.

use forge::Error;

use crate::fault::{Fault, SignInReason};

/// The fault for an answer of `host`.
pub(crate) fn of_forge(host: &str, error: Error) -> Fault {
    let host = host.to_owned();
    match error {
        Error::SignIn { reason, detail } => Fault::SignIn { host, reason: sign_in(reason), detail },
        Error::Denied { missing, detail } => Fault::Denied { missing, detail },
        Error::NotFound { what } => Fault::NotFound { what },
        Error::WebPage { url } => Fault::WebPage { host, url: url.to_string() },
        Error::Invalid { field, why } => Fault::Invalid { field, why },
        Error::NotAForge { detail } | Error::Conflict { detail } | Error::Refused { detail } => Fault::Refused { detail },
        Error::OutOfOrder { detail } => Fault::OutOfOrder { host, detail },
        Error::Unreadable { detail } => Fault::Broken { detail },
        Error::Net(error) => error.into(),
    }
}

fn sign_in(reason: forge::SignInReason) -> SignInReason {
    match reason {
        forge::SignInReason::Rejected => SignInReason::Rejected,
        forge::SignInReason::Captcha => SignInReason::Captcha,
    }
}
