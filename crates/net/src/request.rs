//! A request of ours, built piece by piece.

use bytes::Bytes;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use url::Url;

use crate::cancel::Cancel;
use crate::credential::Credential;
use crate::error::Error;
use crate::scope::Scope;

/// Answers longer than this are refused unless the request says otherwise: 32 MiB.
const LIMIT: u64 = 32 * 1024 * 1024;

/// A REST request, for [`Client::send`](crate::Client::send).
#[must_use]
pub struct Request {
    pub(crate) method: reqwest::Method,
    pub(crate) url: Url,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Bytes>,
    pub(crate) credential: Option<Credential>,
    pub(crate) cancel: Cancel,
    pub(crate) limit: u64,
    pub(crate) retry: bool,
    /// What went wrong while building; told when it is sent.
    pub(crate) fault: Option<Error>,
}

impl Request {
    /// Reads; may be repeated and follows redirects within the origin.
    pub fn get(url: Url) -> Self {
        Self::new(reqwest::Method::GET, url)
    }

    /// Adds. Never repeated.
    pub fn post(url: Url) -> Self {
        Self::new(reqwest::Method::POST, url)
    }

    /// Sends a form that holds secrets, where `scope` admits the address; else nothing is sent at all. Never repeated, and
    /// no redirect is followed.
    pub fn secret_form(url: Url, scope: &Scope, fields: &[(&str, &SecretString)]) -> Self {
        if !scope.admits(&url) {
            let fault = Some(Error::OutOfScope { url: crate::address::shown(&url) });
            return Self { fault, ..Self::post(url) };
        }
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields.iter().map(|(name, value)| (name, value.expose_secret())));
        Self::post(url).body(form.finish(), "application/x-www-form-urlencoded")
    }

    /// Changes. Never repeated.
    pub fn put(url: Url) -> Self {
        Self::new(reqwest::Method::PUT, url)
    }

    /// Removes. Never repeated.
    pub fn delete(url: Url) -> Self {
        Self::new(reqwest::Method::DELETE, url)
    }

    fn new(method: reqwest::Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: None,
            credential: None,
            cancel: Cancel::new(),
            limit: LIMIT,
            retry: true,
            fault: None,
        }
    }

    /// Adds a header. `Authorization`, `Cookie` and `Proxy-Authorization` are refused: secrets are credentials.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The body, as JSON.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body(bytes, "application/json"),
            Err(error) => {
                self.fault = Some(Error::Broken { detail: format!("the request can't be written as JSON: {error}") });
                self
            }
        }
    }

    /// The body, as it is.
    pub fn body(mut self, bytes: impl Into<Bytes>, content_type: &str) -> Self {
        self.body = Some(bytes.into());
        self.header("Content-Type", content_type)
    }

    /// The secret to be sent along, if its scope admits the address; else nothing is sent at all.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// What stops it.
    pub fn cancel(mut self, cancel: Cancel) -> Self {
        self.cancel = cancel;
        self
    }

    /// The longest answer in bytes; 32 MiB where it isn't said.
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// One try only.
    pub fn no_retry(mut self) -> Self {
        self.retry = false;
        self
    }
}

/// Bodies may hold secrets.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_secrets_goes_into_its_scope_only_and_is_not_printed() {
        let base = Url::parse("https://h/ctx").expect("a test address");
        let scope = Scope::below(&base, &["/rest"]);
        let secret = SecretString::from("s e&cret");
        let form = |address: &str| {
            let url = Url::parse(address).expect("a test address");
            Request::secret_form(url, &scope, &[("a", &secret), ("b", &secret)])
        };
        let inside = form("https://h/ctx/rest/token");
        assert_eq!(inside.body.as_deref(), Some(&b"a=s+e%26cret&b=s+e%26cret"[..]));
        assert!(inside.fault.is_none() && !format!("{inside:?}").contains("cret"));
        for outside in
            ["https://h/ctx/login", "http://h/ctx/rest/token", "https://h:8443/ctx/rest/token", "https://i/ctx/rest/token"]
        {
            let request = form(outside);
            assert!(matches!(request.fault, Some(Error::OutOfScope { .. })) && request.body.is_none(), "{outside}");
        }
    }
}
