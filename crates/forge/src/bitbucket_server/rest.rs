//! Asking the server: addresses, headers, the token, and reading what comes back.

use net::{Authorization, Client, Credential, Request, Response, Scope, Url};
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::faults::{Asking, checked};
use crate::error::Error;

/// The REST resources of a server, asked with a token.
pub(super) struct Rest {
    client: Client,
    base: Url,
    credential: Credential,
    git: Credential,
}

/// What Git signs in with. Basic with the user's name works on all versions; from 8.9.22, 8.19.12 and 9.3.2 on a token
/// is taken below `/rest` and `/scm` only, and elsewhere counts as a failed sign-in.
pub(crate) fn git_credential(base: &Url, user_name: &str, token: SecretString) -> Credential {
    let authorization = Authorization::Basic { user: user_name.to_owned(), password: token };
    Credential { scope: Scope::below(base, &["/scm"]), authorization }
}

impl Rest {
    pub(super) fn new(client: Client, base: Url, token: &SecretString) -> Self {
        let bearer = |prefix| {
            let authorization = Authorization::Bearer(token.clone());
            Credential { scope: Scope::below(&base, &[prefix]), authorization }
        };
        Self { credential: bearer("/rest"), git: bearer("/scm"), client, base }
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

    /// Where the server lists what webhooks can be told.
    pub(super) fn webhook_capabilities(&self) -> Url {
        below(&self.base, "rest/webhooks/latest", &["capabilities"])
    }

    /// The answer, whatever it is.
    pub(super) async fn ask(&self, url: Url) -> Result<Response, Error> {
        let request = Request::get(url).header("Accept", "application/json").credential(self.credential.clone());
        Ok(self.client.send(request).await?)
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
        self.change(Request::post(url), body).await
    }

    /// Sets something. The answer, whatever it is.
    pub(super) async fn put(&self, url: Url, body: &impl Serialize) -> Result<Response, Error> {
        self.change(Request::put(url), body).await
    }

    async fn change(&self, request: Request, body: &impl Serialize) -> Result<Response, Error> {
        self.write(request.json(body)).await
    }

    /// Removes something. The answer, whatever it is.
    pub(super) async fn remove(&self, url: Url) -> Result<Response, Error> {
        self.write(Request::delete(url)).await
    }

    async fn write(&self, request: Request) -> Result<Response, Error> {
        let request = request
            .header("Accept", "application/json")
            // Without it some versions take the request for a forged one (403, "XSRF check failed").
            .header("X-Atlassian-Token", "no-check")
            .credential(self.credential.clone());
        Ok(self.client.send(request).await?)
    }

    /// Asks Git's own door what it would offer for a push. Nothing is pushed, and little of the answer is read.
    pub(super) async fn ask_to_push(&self, project: &str, slug: &str) -> Result<Response, Error> {
        let mut url = below(&self.base, "scm", &[&project.to_lowercase(), &format!("{slug}.git"), "info", "refs"]);
        url.set_query(Some("service=git-receive-pack"));
        Ok(self.client.send(Request::get(url).credential(self.git.clone()).limit(64 * 1024)).await?)
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
