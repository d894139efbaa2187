//! Incoming links: an application that an administrator registered, and which redirect URLs the server takes for it.

use url::Url;

use super::{Oauth, Scope, fresh, scope};
use crate::Error;

/// Which redirect URLs an administrator may save; builds differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OauthRedirects {
    /// `https` only, and the server itself must be reached by it: 7.21 and whatever runs without special properties.
    HttpsOnly,
    /// Also `http` for the literal host `localhost`, and any scheme that no browser fetches.
    LocalhostAndSchemes,
    /// Anything, on any server: both `skip…https.requirement` properties are set.
    Any,
}

/// A registered application.
#[derive(Clone)]
pub(crate) struct Link {
    pub name: String,
    pub client: String,
    pub secret: String,
    pub redirect: String,
    pub scopes: Vec<Scope>,
}

impl OauthRedirects {
    fn takes(self, redirect: &Url, https: bool) -> bool {
        match self {
            Self::Any => true,
            _ if !https => false,
            Self::HttpsOnly => redirect.scheme() == "https",
            Self::LocalhostAndSchemes => match redirect.scheme() {
                "http" => redirect.host_str() == Some("localhost"),
                _ => true,
            },
        }
    }
}

impl Oauth {
    /// What the administrator's form does when it is saved.
    pub fn register(
        &mut self,
        rule: OauthRedirects,
        https: bool,
        name: &str,
        redirect: &str,
        scopes: &str,
    ) -> Result<Link, Error> {
        let refused = |detail: &str| Error::Refused { detail: detail.into() };
        let url = Url::parse(redirect).map_err(|_| refused("Redirect URL is invalid"))?;
        if !rule.takes(&url, https) {
            return Err(refused("Redirect URL is invalid: URL must use https"));
        }
        let scopes = scope::read(scopes).ok_or_else(|| refused("Choose at least one permission"))?;
        let link = Link { name: name.into(), client: fresh(16), secret: fresh(32), redirect: redirect.into(), scopes };
        self.links.push(link.clone());
        Ok(link)
    }
}
