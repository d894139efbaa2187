//! OAuth 2.0 as Bitbucket 7.20 and later provides it: addresses, the requests for tokens, and what their refusals mean.

use std::time::Duration;

use net::{Client, Request, Response, Scope, Url};
use secrecy::SecretString;
use serde::Deserialize;

use super::faults::is_success;
use super::rest::below;
use crate::error::{Error, SignInReason};
use crate::oauth::{Application, Proof, ScopeAdvice, SignIn, Tokens};

/// Where the provider is: `1.0` and `latest` name the same.
const PROVIDER: &str = "rest/oauth2/latest";
/// What a token lasts where the answer does not say it.
const USUAL: Duration = Duration::from_hours(1);
/// An answer with tokens is short.
const LONGEST: u64 = 64 * 1024;
/// An administrator's page for application links.
const LINKS: &str = "plugins/servlet/applinks/listApplicationLinks";

/// The page where an administrator registers an application.
pub(crate) fn registration_page(base: &Url) -> Url {
    net::join(base, LINKS)
}

/// The smallest set that works, and what more unlocks.
pub(crate) fn scopes() -> Vec<ScopeAdvice> {
    let advice = |scope: &str, label: &str, optional| ScopeAdvice { scope: scope.to_owned(), label: label.to_owned(), optional };
    vec![
        advice("REPO_WRITE", "Repositories: write", false),
        advice("ACCOUNT_WRITE", "Account: write", true),
        advice("PROJECT_ADMIN", "Projects: admin", true),
    ]
}

/// Whether the server has a provider at all: who is nobody is told 401 where it has one, and 404 where it hasn't.
pub(crate) async fn is_there(client: &Client, base: &Url) -> Result<bool, Error> {
    let url = below(base, "rest/oauth2/1.0", &["client"]);
    let response = client.send(Request::get(url).header("Accept", "application/json")).await?;
    match response.status {
        404 => Ok(false),
        _ if response.is_web_page() => Err(Error::WebPage { url: response.url }),
        _ => Ok(true),
    }
}

/// A sign-in with fresh secrets.
pub(crate) fn begin(base: &Url, client_id: &str, redirect: &str, scopes: &[String]) -> SignIn {
    use secrecy::ExposeSecret;
    let proof = Proof::fresh();
    let mut page = below(base, PROVIDER, &["authorize"]);
    page.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", redirect)
        .append_pair("response_type", "code")
        .append_pair("state", proof.state.expose_secret())
        .append_pair("scope", &scopes.join(" "))
        .append_pair("code_challenge", &proof.challenge)
        .append_pair("code_challenge_method", "S256");
    SignIn { page, state: proof.state, verifier: proof.verifier }
}

/// Tokens for a code.
pub(crate) async fn exchange(
    client: &Client,
    base: &Url,
    application: &Application,
    code: SecretString,
    verifier: &SecretString,
) -> Result<Tokens, Error> {
    let fields = [("code", &code), ("code_verifier", verifier)];
    tokens(&ask(client, base, application, "authorization_code", &fields).await?)
}

/// The next pair. The old refresh token is dead from then on; some versions want the redirect here too.
pub(crate) async fn refresh(
    client: &Client,
    base: &Url,
    application: &Application,
    refresh: &SecretString,
) -> Result<Tokens, Error> {
    tokens(&ask(client, base, application, "refresh_token", &[("refresh_token", refresh)]).await?)
}

/// Whether the server knows the application by this secret: it says so before it looks at a code, and this one is none.
pub(crate) async fn check(client: &Client, base: &Url, application: &Application) -> Result<(), Error> {
    let none = SecretString::from("none");
    let response = ask(client, base, application, "authorization_code", &[("code", &none), ("code_verifier", &none)]).await?;
    match tokens(&response) {
        Err(Error::SignIn { .. }) => Ok(()),
        Err(other) => Err(other),
        Ok(_) => Err(Error::Unreadable { detail: "The server gave tokens for nothing.".to_owned() }),
    }
}

/// Takes tokens back; false where the server has no way to. Atlassian documents none, so 404 is no error.
pub(crate) async fn revoke(
    client: &Client,
    base: &Url,
    application: &Application,
    refresh: &SecretString,
) -> Result<bool, Error> {
    let secret = |text: &str| SecretString::from(text.to_owned());
    let (id, hint) = (secret(&application.client_id), secret("refresh_token"));
    let fields =
        [("client_id", &id), ("client_secret", &application.client_secret), ("token", refresh), ("token_type_hint", &hint)];
    let response = send(client, base, "revoke", &fields).await?;
    match response.status {
        status if is_success(status) && !response.is_web_page() => Ok(true),
        404 | 405 => Ok(false),
        _ => Err(refusal(&response)),
    }
}

async fn ask(
    client: &Client,
    base: &Url,
    application: &Application,
    grant: &str,
    more: &[(&str, &SecretString)],
) -> Result<Response, Error> {
    let secret = |text: &str| SecretString::from(text.to_owned());
    let (id, redirect, grant) = (secret(&application.client_id), secret(&application.redirect), secret(grant));
    // In the body, not as Basic: that would be taken for a user's password, and counted as a failed sign-in.
    let mut fields = vec![
        ("grant_type", &grant),
        ("client_id", &id),
        ("client_secret", &application.client_secret),
        ("redirect_uri", &redirect),
    ];
    fields.extend_from_slice(more);
    send(client, base, "token", &fields).await
}

async fn send(client: &Client, base: &Url, step: &str, fields: &[(&str, &SecretString)]) -> Result<Response, Error> {
    if base.scheme() != "https" {
        let why = "Signing in through the browser needs an encrypted connection.";
        return Err(Error::Invalid { field: "baseUrl".to_owned(), why: why.to_owned() });
    }
    let scope = Scope::below(base, &[PROVIDER]);
    let request =
        Request::secret_form(below(base, PROVIDER, &[step]), &scope, fields).header("Accept", "application/json").limit(LONGEST);
    Ok(client.send(request).await?)
}

#[derive(Deserialize)]
struct Pair {
    access_token: SecretString,
    #[serde(default)]
    refresh_token: Option<SecretString>,
    #[serde(default)]
    expires_in: Option<u64>,
}

fn tokens(response: &Response) -> Result<Tokens, Error> {
    if !is_success(response.status) || response.is_web_page() {
        return Err(refusal(response));
    }
    // serde's words could quote what was read: they are not passed on.
    let pair: Pair = serde_json::from_slice(&response.body).map_err(|_| unreadable(response))?;
    let lasts = pair.expires_in.map_or(USUAL, Duration::from_secs);
    Ok(Tokens { access: pair.access_token, refresh: pair.refresh_token, lasts })
}

fn unreadable(response: &Response) -> Error {
    Error::Unreadable { detail: format!("the answer of {} can't be read", response.url.path()) }
}

/// RFC 6749, section 5.2: not the shape of the server's other errors.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Words {
    error: String,
    error_description: String,
}

fn refusal(response: &Response) -> Error {
    if response.is_web_page() && response.status < 500 {
        return Error::WebPage { url: response.url.clone() };
    }
    let words: Words = serde_json::from_slice(&response.body).unwrap_or_default();
    let said = if words.error_description.is_empty() { words.error.clone() } else { words.error_description };
    let detail = if said.is_empty() { format!("{} answered {}", response.url.path(), response.status) } else { said };
    match (words.error.as_str(), response.status) {
        ("invalid_grant", _) => Error::SignIn { reason: SignInReason::Rejected, detail },
        ("invalid_client" | "unauthorized_client", _) => Error::Invalid {
            field: "clientSecret".to_owned(),
            why: "The server does not know Bough by this client ID and secret.".to_owned(),
        },
        ("", 404) => Error::NotFound { what: "OAuth 2.0 on this server (7.20 or newer)".to_owned() },
        (_, 500..) => Error::OutOfOrder { detail },
        _ => Error::Refused { detail },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, kind: &str, body: &str) -> Result<Tokens, Error> {
        let url = Url::parse("https://h/rest/oauth2/latest/token").expect("a test address");
        tokens(&Response::new(status, url, &[("Content-Type", kind)], body.to_owned()))
    }

    #[test]
    fn answers_are_read_as_servers_write_them() {
        use secrecy::ExposeSecret;
        let full =
            r#"{"scope":"X","access_token":"a","token_type":"bearer","expires_in":120,"refresh_token":"r","created_at":1}"#;
        let read = answer(200, "application/json", full).expect("tokens");
        assert_eq!((read.access.expose_secret(), read.lasts), ("a", Duration::from_mins(2)));
        assert_eq!(read.refresh.as_ref().map(ExposeSecret::expose_secret), Some("r"));
        let short = answer(200, "application/json;charset=UTF-8", r#"{"access_token":"a"}"#).expect("tokens");
        assert!(short.refresh.is_none() && short.lasts == USUAL);
    }

    #[test]
    fn refusals_say_what_to_do_and_never_quote_a_token() {
        let json = "application/json";
        assert!(matches!(answer(400, json, r#"{"error":"invalid_grant"}"#), Err(Error::SignIn { .. })));
        for status in [400, 401] {
            let refused = answer(status, json, r#"{"error":"invalid_client"}"#);
            assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "clientSecret"));
        }
        assert!(matches!(answer(404, json, r#"{"errors":[]}"#), Err(Error::NotFound { .. })));
        assert!(matches!(answer(200, "text/html", "<html>"), Err(Error::WebPage { .. })));
        assert!(matches!(answer(503, "text/html", "<html>"), Err(Error::OutOfOrder { .. })));
        let odd = answer(200, json, r#"{"access_token":["CANARY"]}"#).expect_err("no tokens");
        assert!(!odd.to_string().contains("CANARY"), "{odd}");
    }

    #[test]
    fn the_page_names_all_that_the_server_compares() {
        let base = Url::parse("https://h/ctx").expect("a test address");
        let page = begin(&base, "id", "http://localhost:1/oauth/x", &["A".to_owned(), "B".to_owned()]).page;
        assert_eq!(page.path(), "/ctx/rest/oauth2/latest/authorize");
        let fields: Vec<(String, String)> = page.query_pairs().into_owned().collect();
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(field("redirect_uri"), Some("http://localhost:1/oauth/x"));
        assert_eq!((field("scope"), field("code_challenge_method")), (Some("A B"), Some("S256")));
        assert_eq!(fields.len(), 7);
    }
}
