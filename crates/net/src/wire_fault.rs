//! What reqwest, hyper and rustls report, said in our words. Decides by types, never by texts.

use std::error::Error as StdError;

use rustls::{CertificateError, Error as TlsError, OtherError};

use crate::error::Error;
use crate::line::Line;
use crate::origin::Origin;
use crate::verifier::Shown;

/// A failed try.
pub(crate) struct WireFault {
    pub(crate) error: Error,
    /// True where no answer had begun, so that a request that may be repeated can be.
    pub(crate) again: bool,
}

impl From<Error> for WireFault {
    fn from(error: Error) -> Self {
        Self { error, again: false }
    }
}

/// Reads a reqwest error that came up on `line` while talking to `origin`.
pub(crate) fn read(error: &reqwest::Error, origin: &Origin, line: &Line) -> WireFault {
    let host = origin.to_string();
    if error.is_builder() {
        return Error::Broken { detail: format!("the request can't be made: {}", deepest(error)) }.into();
    }
    let tls = find(error);
    if let Some(certificate) = tls.and_then(shown) {
        return Error::Untrusted(Box::new(certificate.0.clone())).into();
    }
    if let Some(tls) = tls {
        return Error::Offline { host, detail: format!("no encrypted connection: {tls}"), sent: false }.into();
    }
    if error.is_timeout() {
        let detail = if error.is_connect() { "the connection took too long" } else { "the answer took too long" };
        return Error::TimedOut { host, detail: detail.to_owned(), sent: !error.is_connect() }.into();
    }
    let detail = match &line.proxy {
        Some(proxy) if error.is_connect() => {
            let proxy = proxy.name();
            // A proxy that could be reached and said no leaves neither a socket's error nor a resolver's behind.
            if !error.is_dns() && chain(error).all(|cause| !cause.is::<std::io::Error>()) {
                return Error::ProxyRefused { proxy, detail: deepest(error) }.into();
            }
            format!("through the proxy {proxy}: {}", deepest(error))
        }
        _ => deepest(error),
    };
    WireFault {
        error: Error::Offline { host, detail, sent: !error.is_connect() },
        again: error.is_connect() || error.is_request(),
    }
}

/// The certificate that our verifier put into a TLS error.
fn shown(error: &TlsError) -> Option<&Shown> {
    match error {
        TlsError::InvalidCertificate(CertificateError::Other(OtherError(inside))) => inside.downcast_ref(),
        _ => None,
    }
}

fn find(error: &reqwest::Error) -> Option<&TlsError> {
    chain(error).find_map(|cause| cause.downcast_ref())
}

fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| inside(error))
}

/// The next cause. An `io::Error` hides the error it was made from: that is no source of it, only its sources are.
fn inside<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(made_from) => Some(made_from),
        None => error.source(),
    }
}

/// The innermost cause, which names what happened; the outer ones repeat the address.
fn deepest(error: &reqwest::Error) -> String {
    chain(error).last().map_or_else(String::new, ToString::to_string)
}

/// The error for a connection that broke in the middle of an answer.
pub(crate) fn cut(error: &reqwest::Error, origin: &Origin) -> Error {
    Error::Offline { host: origin.to_string(), detail: format!("the answer broke off: {}", deepest(error)), sent: true }
}
