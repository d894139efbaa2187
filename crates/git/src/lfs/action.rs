//! What a server says about getting an object, or about giving it one. Where it leads is hostile until looked at: the headers go
//! there and nowhere else, and a token of ours only to the server that was asked, within its scope.

use net::{Exchange, Method, Origin, Url};
use serde::Deserialize;

use super::batch::{AGENT, Server};
use super::expiry::Expiry;
use super::header::{Headers, has_pass, sorted};
use crate::error::Error;

/// An address with headers.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Action {
    href: String,
    #[serde(default)]
    header: Option<Headers>,
    #[serde(flatten)]
    expiry: Expiry,
}

impl Action {
    /// True where it brings a pass of its own along.
    pub(super) fn has_pass(&self) -> bool {
        has_pass(self.header.as_ref())
    }

    /// True where its time is over.
    pub(super) fn is_over(&self) -> bool {
        self.expiry.is_over()
    }

    /// The request that it stands for; headers of ours where the server says nothing about them.
    pub(super) fn request(&self, server: &Server<'_>, method: Method, ours: &[[&str; 2]]) -> Result<Exchange, Error> {
        let url = self.address(&server.endpoint)?;
        let (mut headers, mut credential) = sorted(self.header.as_ref(), &url)?;
        for [name, value] in [&[AGENT], ours].concat() {
            if !headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
        if credential.is_none() && Origin::of(&url) == Origin::of(&server.endpoint) {
            credential = server.credential.clone().filter(|own| own.scope.admits(&url));
        }
        let cancel = server.context.cancel.clone();
        Ok(Exchange { method, url, headers, body: Vec::new(), credential, cancel, follow_same_origin: method == Method::Get })
    }

    fn address(&self, endpoint: &Url) -> Result<Url, Error> {
        let odd = || refused("The LFS server names an address that can't be used.".to_owned());
        let url = Url::parse(&self.href).map_err(|_| odd())?;
        let origin = Origin::of(&url).ok_or_else(odd)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(odd());
        }
        if Origin::of(endpoint).is_some_and(|own| own.is_encrypted()) && !origin.is_encrypted() {
            return Err(refused(format!(
                "The LFS server leads to {origin} without encryption, although it is itself reached over HTTPS. Its administrator \
                 can set its base URL right."
            )));
        }
        Ok(url)
    }
}

fn refused(detail: String) -> Error {
    Error::Refused { detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(href: &str, endpoint: &str) -> Result<Url, Error> {
        let action: Action = serde_json::from_value(serde_json::json!({ "href": href })).expect("an action");
        action.address(&Url::parse(endpoint).expect("a test address"))
    }

    /// T4.1: a store of somebody else's is fine, a way without encryption or with a name in it is not.
    #[test]
    fn it_may_lead_elsewhere_but_not_into_the_open() {
        let endpoint = "https://h/scm/k/s.git/info/lfs";
        for href in ["https://h/rest/1", "https://cdn.example/1?signature=x", "https://h:8443/1"] {
            assert_eq!(address(href, endpoint).expect("it may").as_str(), href);
        }
        for href in ["http://h/rest/1", "https://u:p@h/1", "https://u@h/1", "file:///etc/passwd", "ssh://h/1", "/rest/1", ""] {
            assert!(matches!(address(href, endpoint), Err(Error::Refused { .. })), "{href}");
        }
        assert!(address("http://h/rest/1", "http://h/scm/k/s.git/info/lfs").is_ok(), "as it is itself reached");
    }
}
