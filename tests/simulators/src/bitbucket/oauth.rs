//! The OAuth 2.0 provider (section 4.4 of the contract): incoming links, codes that live ten seconds, tokens that rotate.

mod link;
mod scope;

use std::time::Duration;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::server::now;
use super::world::{Token, TokenReach, UserId};

pub(crate) use link::Link;
pub use link::OauthRedirects;
pub(crate) use scope::{Scope, within};

/// How long a code may be exchanged: what the server comes with (`max.client.delay.seconds`).
const CODE: Duration = Duration::from_secs(10);
const ACCESS: Duration = Duration::from_hours(1);
const REFRESH: Duration = Duration::from_hours(90 * 24);

/// Everything the provider knows.
#[derive(Clone, Default)]
pub(crate) struct Oauth {
    pub links: Vec<Link>,
    codes: Vec<Code>,
    grants: Vec<Grant>,
    /// So much later it is here than on the clock: tests don't wait for an hour.
    later: i64,
    refreshes: usize,
    dead_tokens_seen: usize,
    /// Codes and tokens, all that were ever given out.
    issued: Vec<String>,
}

/// What a browser brought to the page that asks for consent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    pub client_id: String,
    pub redirect_uri: String,
    pub response_type: String,
    pub state: String,
    pub scope: String,
    pub code_challenge: String,
    pub code_challenge_method: String,
}

/// Why a browser is not sent on to the consent page.
pub(crate) enum Turned {
    /// The client or its redirect can't be believed: the person reads it here, nobody is redirected.
    Here(&'static str),
    /// Told to the client at its redirect address.
    Back(&'static str, &'static str),
}

#[derive(Clone)]
struct Code {
    text: String,
    client: String,
    user: UserId,
    scopes: Vec<Scope>,
    redirect: String,
    challenge: Option<(Method, String)>,
    until: i64,
    /// The grant that it was exchanged for.
    used: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Plain,
    Sha256,
}

#[derive(Clone)]
struct Grant {
    id: u64,
    client: String,
    user: UserId,
    scopes: Vec<Scope>,
    redirect: String,
    access: String,
    access_until: i64,
    refresh: String,
    refresh_until: i64,
    /// Refresh tokens that were rotated away.
    dead: Vec<String>,
}

/// What a client gets for a code or a refresh token.
pub(crate) struct Pair {
    pub access: String,
    pub refresh: String,
    pub scope: String,
    pub seconds: u64,
}

/// An error in the words of RFC 6749, section 5.2.
pub(crate) type Denied = (&'static str, &'static str);

const UNKNOWN_CLIENT: Denied = ("invalid_client", "The client can't be authenticated.");

impl Oauth {
    fn now(&self) -> i64 {
        now() + self.later
    }

    fn after(&self, time: Duration) -> i64 {
        self.now() + i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
    }

    pub fn pass(&mut self, time: Duration) {
        self.later += i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    }

    /// How often a refresh token was exchanged for a new pair, and how often one came that was rotated away.
    pub fn refreshes(&self) -> (usize, usize) {
        (self.refreshes, self.dead_tokens_seen)
    }

    /// Whatever must stay between the server and its client: secrets of clients, codes, tokens.
    pub fn secrets(&self) -> Vec<String> {
        self.issued.iter().cloned().chain(self.links.iter().map(|link| link.secret.clone())).collect()
    }

    /// Grants that a user has open.
    pub fn grants_of(&self, user: UserId) -> usize {
        self.grants.iter().filter(|grant| grant.user == user).count()
    }

    pub fn link(&self, client: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.client == client)
    }

    /// What a browser wants, checked as far as it can be before anybody consents.
    pub fn examine(&self, wanted: &Wanted) -> Result<Vec<Scope>, Turned> {
        let link = self.link(&wanted.client_id).ok_or(Turned::Here("There is no such client."))?;
        if link.redirect != wanted.redirect_uri {
            return Err(Turned::Here("The redirect URL is not the one that was registered."));
        }
        if wanted.response_type != "code" {
            return Err(Turned::Back("unsupported_response_type", "Only response_type=code is supported"));
        }
        if !wanted.code_challenge.is_empty() && method(&wanted.code_challenge_method).is_none() {
            return Err(Turned::Back("invalid_request", "code_challenge_method must be S256 or plain"));
        }
        let scopes = scope::read(&wanted.scope).ok_or(Turned::Back("invalid_scope", "There is no such scope"))?;
        let allowed = scopes.iter().all(|scope| within(*scope, &link.scopes));
        if allowed { Ok(scopes) } else { Err(Turned::Back("invalid_scope", "The link does not allow this scope")) }
    }

    /// The person consented: a code.
    pub fn consent(&mut self, wanted: &Wanted, scopes: Vec<Scope>, user: UserId) -> String {
        let text = fresh(24);
        self.issued.push(text.clone());
        let challenge = method(&wanted.code_challenge_method)
            .filter(|_| !wanted.code_challenge.is_empty())
            .map(|method| (method, wanted.code_challenge.clone()));
        self.codes.push(Code {
            text: text.clone(),
            client: wanted.client_id.clone(),
            user,
            scopes,
            redirect: wanted.redirect_uri.clone(),
            challenge,
            until: self.after(CODE),
            used: None,
        });
        text
    }

    /// The client shows who it is.
    pub fn client(&self, client: &str, secret: &str) -> Result<String, Denied> {
        self.link(client).filter(|link| link.secret == secret).map(|link| link.client.clone()).ok_or(UNKNOWN_CLIENT)
    }

    /// A code for tokens. A code that comes twice takes its tokens with it.
    pub fn exchange(&mut self, client: &str, code: &str, redirect: &str, verifier: &str) -> Result<Pair, Denied> {
        let now = self.now();
        let place = self.codes.iter().position(|each| each.text == code && each.client == client);
        let place = place.ok_or(("invalid_grant", "The code is not known."))?;
        if let Some(grant) = self.codes[place].used {
            self.grants.retain(|each| each.id != grant);
            return Err(("invalid_grant", "The code was used before."));
        }
        let code = self.codes[place].clone();
        if code.until < now {
            return Err(("invalid_grant", "The code has expired."));
        }
        if code.redirect != redirect {
            return Err(("invalid_grant", "The redirect URL is not the one of the authorization."));
        }
        let proven = match &code.challenge {
            None => verifier.is_empty(),
            Some((Method::Plain, text)) => text == verifier,
            Some((Method::Sha256, text)) => *text == url_base64(&Sha256::digest(verifier.as_bytes())),
        };
        if !proven {
            return Err(("invalid_grant", "The code verifier does not fit."));
        }
        let id = rand::random();
        self.codes[place].used = Some(id);
        self.grants.push(Grant {
            id,
            client: code.client,
            user: code.user,
            scopes: code.scopes,
            redirect: code.redirect,
            access: String::new(),
            access_until: 0,
            refresh: String::new(),
            refresh_until: 0,
            dead: Vec::new(),
        });
        Ok(self.renew(self.grants.len() - 1))
    }

    /// A refresh token for a new pair; the old pair is gone before the new one is there.
    pub fn refresh(&mut self, client: &str, refresh: &str, redirect: &str) -> Result<Pair, Denied> {
        let unknown = ("invalid_grant", "The refresh token is invalid or has expired.");
        if self.grants.iter().any(|grant| grant.dead.iter().any(|dead| dead == refresh)) {
            self.dead_tokens_seen += 1;
        }
        let now = self.now();
        let found = |grant: &Grant| grant.refresh == refresh && grant.client == client && grant.refresh_until > now;
        let place = self.grants.iter().position(found).ok_or(unknown)?;
        if self.grants[place].redirect != redirect {
            return Err(("invalid_grant", "The redirect URL is missing or not the one of the authorization."));
        }
        self.refreshes += 1;
        Ok(self.renew(place))
    }

    fn renew(&mut self, place: usize) -> Pair {
        let (access_until, refresh_until) = (self.after(ACCESS), self.after(REFRESH));
        let grant = &mut self.grants[place];
        let old = std::mem::replace(&mut grant.refresh, fresh(32));
        grant.dead.extend(Some(old).filter(|old| !old.is_empty()));
        (grant.access, grant.access_until, grant.refresh_until) = (fresh(32), access_until, refresh_until);
        let scope = grant.scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ");
        self.issued.extend([grant.access.clone(), grant.refresh.clone()]);
        Pair { access: grant.access.clone(), refresh: grant.refresh.clone(), scope, seconds: ACCESS.as_secs() }
    }

    /// Ends the grant of an access or refresh token. Unknown ones are no error (RFC 7009, section 2.2).
    pub fn revoke(&mut self, client: &str, token: &str) {
        self.grants.retain(|grant| grant.client != client || (grant.access != token && grant.refresh != token));
    }

    /// Ends all that a user allowed, as the page of authorised applications does.
    pub fn revoke_all(&mut self, user: UserId) {
        self.grants.retain(|grant| grant.user != user);
    }

    /// Access tokens are refused from now on although their time is not over.
    pub fn spoil_access(&mut self) {
        for grant in &mut self.grants {
            grant.access_until = 0;
        }
    }

    /// What an access token opens, as a token of its user.
    pub fn token(&self, secret: &str) -> Option<Token> {
        let grant = self.grants.iter().find(|grant| grant.access == secret && grant.access_until > self.now())?;
        Some(Token {
            id: grant.id.to_string(),
            secret: String::new(),
            name: String::new(),
            owner: grant.user,
            reach: TokenReach::User,
            project_level: scope::project_level(&grant.scopes),
            repository_level: scope::repository_level(&grant.scopes),
            changes_account: within(Scope::AccountWrite, &grant.scopes),
            created: 0,
            expired: false,
            expiry_days: None,
        })
    }
}

fn method(name: &str) -> Option<Method> {
    match name {
        "S256" => Some(Method::Sha256),
        // RFC 7636: nothing said means plain.
        "plain" | "" => Some(Method::Plain),
        _ => None,
    }
}

fn url_base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// So many random bytes, as a text that is safe in addresses and forms.
fn fresh(length: usize) -> String {
    let bytes: Vec<u8> = std::iter::repeat_with(rand::random).take(length).collect();
    url_base64(&bytes)
}
