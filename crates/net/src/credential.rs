//! A secret, together with the only place it may be sent to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::error::Error;
use crate::scope::Scope;

/// How a secret is shown to a server.
#[derive(Clone, Debug)]
pub enum Authorization {
    /// `Authorization: Bearer …`
    Bearer(SecretString),
    /// `Authorization: Basic …`
    Basic {
        /// The user's name; holds no colon.
        user: String,
        /// The password or token.
        password: SecretString,
    },
    /// A whole value, as one server gave it for the address of another.
    Given(SecretString),
}

/// A secret and its scope. It is attached to a request only when the scope admits the request's address.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Where it may go.
    pub scope: Scope,
    /// What is sent there.
    pub authorization: Authorization,
}

impl Credential {
    /// The header for a request to `url`. [`Error::OutOfScope`] where it may not go there.
    pub(crate) fn header(&self, url: &Url) -> Result<HeaderValue, Error> {
        if !self.scope.admits(url) {
            return Err(Error::OutOfScope { url: crate::address::shown(url) });
        }
        let text = match &self.authorization {
            Authorization::Bearer(token) => format!("Bearer {}", token.expose_secret()),
            Authorization::Basic { user, password } => {
                format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose_secret())))
            }
            Authorization::Given(value) => value.expose_secret().to_owned(),
        };
        let mut value = HeaderValue::from_str(&text)
            .map_err(|_| Error::Broken { detail: "the token holds characters that no header can carry".to_owned() })?;
        value.set_sensitive(true);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(authorization: Authorization) -> Credential {
        let base = Url::parse("https://h/ctx").expect("a test address");
        Credential { scope: Scope::below(&base, &["/rest"]), authorization }
    }

    #[test]
    fn becomes_a_header_inside_its_scope_only() {
        let bearer = credential(Authorization::Bearer("BBDC-x".into()));
        let inside = Url::parse("https://h/ctx/rest/x").expect("a test address");
        let outside = Url::parse("https://h/ctx/login?secret=1").expect("a test address");
        let header = bearer.header(&inside).expect("in scope");
        assert!(header.is_sensitive());
        assert_eq!(header.to_str().expect("ASCII"), "Bearer BBDC-x");
        let Err(Error::OutOfScope { url }) = bearer.header(&outside) else { unreachable!("out of scope") };
        assert_eq!(url, "https://h/ctx/login");
        let basic = credential(Authorization::Basic { user: "ann".to_owned(), password: "pw".into() });
        assert_eq!(basic.header(&inside).expect("in scope").to_str().expect("ASCII"), "Basic YW5uOnB3");
    }

    #[test]
    fn what_a_server_gave_goes_to_its_address_as_it_is() {
        let url = Url::parse("https://store/objects/1").expect("a test address");
        let given = Credential { scope: Scope::below(&url, &[""]), authorization: Authorization::Given("JWT x.y".into()) };
        assert_eq!(given.header(&url).expect("in scope").to_str().expect("ASCII"), "JWT x.y");
        let other = Url::parse("https://store/objects/2").expect("a test address");
        assert!(matches!(given.header(&other), Err(Error::OutOfScope { .. })));
    }

    #[test]
    fn a_token_cannot_smuggle_a_header() {
        let inside = Url::parse("https://h/ctx/rest/x").expect("a test address");
        let sly = credential(Authorization::Bearer("x\r\nHost: evil".into()));
        assert!(matches!(sly.header(&inside), Err(Error::Broken { .. })));
    }

    #[test]
    fn is_not_printed() {
        let shown = format!("{:?}", credential(Authorization::Basic { user: "ann".to_owned(), password: "CANARY".into() }));
        assert!(shown.contains("ann") && !shown.contains("CANARY"));
    }
}
