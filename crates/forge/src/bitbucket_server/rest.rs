//! Asking the server: addresses, headers, the token, and reading what comes back.

use std::sync::{Arc, Mutex, PoisonError};

use net::{Authorization, Client, Credential, Request, Response, Scope, Url};
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::faults::{Asking, checked, user_name};
use crate::error::Error;
use crate::{Renewal, Token};

/// The REST resources of a server, asked with a token.
pub(super) struct Rest {
    client: Client,
    base: Url,
    token: Mutex<SecretString>,
    renewal: Option<Arc<dyn Renewal>>,
}

/// What Git signs in with. Basic with the user's name works on all versions; from 8.9.22, 8.19.12 and 9.3.2 on a token
/// is taken below `/rest` and `/scm` only, and elsewhere counts as a failed sign-in.
///
/// A token of OAuth goes as a bearer: reports differ on whether it is taken as a password, and on a server where it is not
/// it would count as a failed sign-in.
pub(crate) fn git_credential(base: &Url, user_name: &str, token: Token) -> Credential {
    let authorization = match token {
        Token::Access(token) => Authorization::Basic { user: user_name.to_owned(), password: token },
        Token::Oauth(token) => Authorization::Bearer(token),
    };
    Credential { scope: Scope::below(base, &["/scm"]), authorization }
}

impl Rest {
    pub(super) fn new(client: Client, base: Url, token: &SecretString) -> Self {
        Self { token: Mutex::new(token.clone()), renewal: None, client, base }
    }

    pub(super) fn renew_by(&mut self, renewal: Arc<dyn Renewal>) {
        self.renewal = Some(renewal);
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    /// `rest/api/latest/` and then `steps`, each encoded whole.
    pub(super) fn api(&self, steps: &[&str]) -> Url {
        below(&self.base, "rest/api/latest", steps)
    }

    /// `rest/ssh/latest/` and then `step`.
    pub(super) fn ssh(&self, step: &str) -> Url {
        below(&self.base, "rest/ssh/latest", &[step])
    }

    /// `rest/sync/latest/` and then `steps`, each encoded whole.
    pub(super) fn sync(&self, steps: &[&str]) -> Url {
        below(&self.base, "rest/sync/latest", steps)
    }

    /// `rest/build-status/latest/commits/` and then `commit`: the address before 7.14.
    pub(super) fn build_status(&self, commit: &str) -> Url {
        below(&self.base, "rest/build-status/latest", &["commits", commit])
    }

    /// Where the server lists what webhooks can be told.
    pub(super) fn webhook_capabilities(&self) -> Url {
        below(&self.base, "rest/webhooks/latest", &["capabilities"])
    }

    /// The answer, whatever it is.
    pub(super) async fn ask(&self, url: Url) -> Result<Response, Error> {
        self.send("/rest", || Request::get(url.clone()).header("Accept", "application/json")).await
    }

    /// The answer, if it is one.
    pub(super) async fn get(&self, url: Url, asking: Asking<'_>) -> Result<Response, Error> {
        checked(self.ask(url).await?, asking)
    }

    /// One object.
    pub(super) async fn read<T: DeserializeOwned>(&self, url: Url, asking: Asking<'_>) -> Result<T, Error> {
        parse(&self.get(url, asking).await?)
    }

    /// Adds something. The answer, whatever it is.
    pub(super) async fn add(&self, url: Url, body: &impl Serialize) -> Result<Response, Error> {
        self.change(|| Request::post(url.clone()), body).await
    }

    /// Sets something. The answer, whatever it is.
    pub(super) async fn put(&self, url: Url, body: &impl Serialize) -> Result<Response, Error> {
        self.change(|| Request::put(url.clone()), body).await
    }

    async fn change(&self, request: impl Fn() -> Request, body: &impl Serialize) -> Result<Response, Error> {
        self.write(|| request().json(body)).await
    }

    /// Removes something. The answer, whatever it is.
    pub(super) async fn remove(&self, url: Url) -> Result<Response, Error> {
        self.write(|| Request::delete(url.clone())).await
    }

    async fn write(&self, request: impl Fn() -> Request) -> Result<Response, Error> {
        // Without it some versions take the request for a forged one (403, "XSRF check failed").
        let unforged = ("X-Atlassian-Token", "no-check");
        self.send("/rest", || request().header("Accept", "application/json").header(unforged.0, unforged.1)).await
    }

    /// Asks Git's own door what it would offer for a push. Nothing is pushed, and little of the answer is read.
    pub(super) async fn ask_to_push(&self, project: &str, slug: &str) -> Result<Response, Error> {
        let mut url = below(&self.base, "scm", &[&project.to_lowercase(), &format!("{slug}.git"), "info", "refs"]);
        url.set_query(Some("service=git-receive-pack"));
        self.send("/scm", || Request::get(url.clone()).limit(64 * 1024)).await
    }

    /// Sends with the token. One that is refused before its time is renewed, and the request sent once more: a refusal of the
    /// token means that nothing was done.
    async fn send(&self, prefix: &str, request: impl Fn() -> Request) -> Result<Response, Error> {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let bearer = |token: &SecretString| {
            let authorization = Authorization::Bearer(token.clone());
            Credential { scope: Scope::below(&self.base, &[prefix]), authorization }
        };
        let response = self.client.send(request().credential(bearer(&token))).await?;
        let Some(renewal) = self.renewal.as_ref().filter(|_| response.status == 401 && user_name(&response).is_none()) else {
            return Ok(response);
        };
        let Some(renewed) = renewal.renew(&token).await else { return Ok(response) };
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = renewed.clone();
        Ok(self.client.send(request().credential(bearer(&renewed))).await?)
    }
}

/// `base`, then `path`, then `steps`, each encoded whole.
pub(super) fn below(base: &Url, path: &str, steps: &[&str]) -> Url {
    let mut url = net::join(base, path);
    net::extend(&mut url, steps.iter().copied());
    url
}

/// Reads a body. What can't be read is told by its address, never by its content.
pub(super) fn parse<T: DeserializeOwned>(response: &Response) -> Result<T, Error> {
    serde_json::from_slice(&response.body)
        .map_err(|error| Error::Unreadable { detail: format!("the answer of {} can't be read: {error}", response.url.path()) })
}
