//! Headers that a server wants sent to an address that it named. One of them may be a secret: it goes there and nowhere else.

use std::collections::BTreeMap;

use net::{Authorization, Credential, Scope, Url};

use crate::error::Error;

/// Headers that the HTTP client writes by itself.
const OURS: [&str; 7] = ["host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te", "user-agent"];

/// Headers by name.
pub(super) type Headers = BTreeMap<String, String>;

/// What is sent to an address: plain headers, and a secret.
pub(super) type Sent = (Vec<(String, String)>, Option<Credential>);

/// True where one of them says who somebody is.
pub(super) fn has_pass(headers: Option<&Headers>) -> bool {
    headers.into_iter().flatten().any(|(name, _)| is_pass(name))
}

/// Those that may be sent, and the secret among them, for the address and what is below it.
pub(super) fn sorted(headers: Option<&Headers>, url: &Url) -> Result<Sent, Error> {
    let (mut plain, mut credential) = (Vec::new(), None);
    for (name, value) in headers.into_iter().flatten() {
        match name.to_ascii_lowercase().as_str() {
            name if is_pass(name) => {
                let authorization = Authorization::Given(value.clone().into());
                credential = Some(Credential { scope: Scope::below(url, &[""]), authorization });
            }
            name if OURS.contains(&name) => {}
            name if name == "cookie" || name.starts_with("proxy-") => {
                let name = crate::shown::visible(name);
                let detail = format!("The LFS server wants the header {name} sent along, which Bough does not do.");
                return Err(Error::Refused { detail });
            }
            _ => plain.push((name.clone(), value.clone())),
        }
    }
    Ok((plain, credential))
}

fn is_pass(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}
