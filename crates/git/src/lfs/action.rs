//! What a server says about getting an object. Where it leads is hostile until looked at: the headers go there and nowhere
//! else, and a token of ours only to the server that was asked, within its scope.

use std::collections::BTreeMap;

use net::{Authorization, Credential, Exchange, Method, Origin, Scope, Url};
use serde::Deserialize;

use super::batch::{AGENT, Server};
use crate::error::Error;

/// An address with headers.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Action {
    href: String,
    #[serde(default)]
    header: Option<BTreeMap<String, String>>,
}

/// Headers that the HTTP client writes by itself.
const OURS: [&str; 7] = ["host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te", "user-agent"];

impl Action {
    /// The request for the bytes.
    pub(super) fn request(&self, server: &Server<'_>) -> Result<Exchange, Error> {
        let url = self.address(&server.endpoint)?;
        let (mut headers, mut credential) = (vec![AGENT.map(str::to_owned).into()], None);
        for (name, value) in self.header.iter().flatten() {
            match name.to_ascii_lowercase().as_str() {
                "authorization" => {
                    let authorization = Authorization::Given(value.clone().into());
                    credential = Some(Credential { scope: Scope::below(&url, &[""]), authorization });
                }
                name if OURS.contains(&name) => {}
                name if name == "cookie" || name.starts_with("proxy-") => {
                    let name = crate::shown::visible(name);
                    return Err(refused(format!("The LFS server wants the header {name} sent along, which Bough does not do.")));
                }
                _ => headers.push((name.clone(), value.clone())),
            }
        }
        if credential.is_none() && Origin::of(&url) == Origin::of(&server.endpoint) {
            credential = server.credential.clone().filter(|own| own.scope.admits(&url));
        }
        let cancel = server.context.cancel.clone();
        Ok(Exchange { method: Method::Get, url, headers, body: Vec::new(), credential, cancel, follow_same_origin: true })
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
                "The LFS server wants files fetched from {origin} without encryption, although it is itself reached over HTTPS. \
                 Its administrator can set its base URL right."
            )));
        }
        Ok(url)
    }
}

fn refused(detail: String) -> Error {
    Error::Refused { detail }
}
