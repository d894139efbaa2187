//! Who is asking: tokens, passwords, the CAPTCHA lock, and where tokens are accepted at all (section 4 of the contract).

use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::Refusal;
use super::server::Server;
use super::switches::BasicAuth;
use super::world::{Caller, Token, TokenReach, UserId, World};

/// The part of the server a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    Rest,
    Scm,
    Page,
}

impl Area {
    /// `path` without the context path.
    pub fn of(path: &str) -> Self {
        match path.split('/').nth(1) {
            Some("rest") => Self::Rest,
            Some("scm") => Self::Scm,
            _ => Self::Page,
        }
    }
}

/// Reads the `Authorization` header. `expired` makes every token look as if its time were over.
pub(crate) fn sign_in(server: &Server, headers: &HeaderMap, area: Area, expired: bool) -> Result<Caller, Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) else {
        return Ok(nobody(server));
    };
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer") {
        return bearer(server, rest.trim(), area, expired);
    }
    if scheme.eq_ignore_ascii_case("basic") {
        return basic(server, rest.trim(), area, expired);
    }
    Ok(nobody(server))
}

fn nobody(server: &Server) -> Caller {
    Caller { anonymous_access: server.switches.anonymous_access, ..Caller::default() }
}

fn known(server: &Server, user: UserId, token: Option<Token>) -> Caller {
    Caller { user: Some(user), token, ..nobody(server) }
}

fn usable(world: &World, secret: &str, expired: bool) -> Option<Token> {
    let token = world.token_by_secret(secret).cloned().or_else(|| world.oauth.token(secret))?;
    let active = world.user(token.owner).is_some_and(|user| user.active);
    (active && !token.expired && !expired).then_some(token)
}

fn bearer(server: &Server, secret: &str, area: Area, expired: bool) -> Result<Caller, Refusal> {
    let found = usable(&server.world(), secret, expired);
    if area == Area::Page && server.switches.version.limits_token_paths() {
        let to = format!("{}/login?next=", server.link_base);
        return Err(Refusal::plain(StatusCode::FOUND, "").header(header::LOCATION, to));
    }
    match found {
        Some(token) => Ok(known(server, token.owner, Some(token))),
        None => Err(wrong()),
    }
}

fn basic(server: &Server, encoded: &str, area: Area, expired: bool) -> Result<Caller, Refusal> {
    let refused = match server.switches.basic() {
        BasicAuth::On => false,
        BasicAuth::OffForRest => area == Area::Rest,
        BasicAuth::Off => true,
    };
    if refused {
        return Err(Refusal::plain(StatusCode::FORBIDDEN, "Basic Authentication has been disabled on this instance."));
    }
    let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((name, secret)) = decoded.as_deref().and_then(|text| text.split_once(':')) else { return Err(wrong()) };
    if name == "x-token-auth" && area == Area::Scm && server.switches.version.takes_token_user() {
        return bearer(server, secret, area, expired);
    }
    if area == Area::Scm
        && server.switches.oauth_basic
        && let Some(token) = server.world().oauth.token(secret).filter(|_| !expired)
    {
        return Ok(known(server, token.owner, Some(token)));
    }
    let mut world = server.world();
    let Some(user) = world.user_by_name(name).cloned() else { return Err(wrong()) };
    let limit = server.switches.captcha_after;
    if limit > 0 && world.failures.get(&user.id).is_some_and(|count| *count >= limit) {
        return Err(captcha(server));
    }
    if user.active && user.password.as_deref() == Some(secret) {
        world.failures.remove(&user.id);
        return Ok(known(server, user.id, None));
    }
    let token = world.token_by_secret(secret).and_then(|_| usable(&world, secret, expired));
    let token = token.filter(|token| token.owner == user.id && token.reach == TokenReach::User);
    // Outside of /rest and /scm newer releases take a token for a wrong password, and count it (BSERV-19859).
    let misplaced = area == Area::Page && server.switches.version.limits_token_paths();
    if let Some(token) = token.filter(|_| !misplaced) {
        world.failures.remove(&user.id);
        return Ok(known(server, user.id, Some(token)));
    }
    *world.failures.entry(user.id).or_insert(0) += 1;
    Err(wrong())
}

fn wrong() -> Refusal {
    let message = "Authentication failed. Please check your credentials and try again.";
    Refusal::new(StatusCode::UNAUTHORIZED, Some("auth.IncorrectPasswordAuthenticationException"), message)
        .header(header::WWW_AUTHENTICATE, CHALLENGE)
        .failing_sign_in()
}

/// What Git is asked for when it came without a name.
pub(crate) const CHALLENGE: &str = "Basic realm=\"Atlassian Bitbucket\"";

/// The name of the exception that says the account is locked.
pub(crate) const CAPTCHA: &str = "auth.CaptchaRequiredAuthenticationException";

fn captcha(server: &Server) -> Refusal {
    let message = format!(
        "CAPTCHA required. Your Bitbucket account has been locked. To unlock it and log in again you must solve a CAPTCHA. \
         Visit Bitbucket at {} for more details.",
        server.link_base
    );
    let mut refusal = Refusal::new(StatusCode::UNAUTHORIZED, Some(CAPTCHA), message)
        .header(header::WWW_AUTHENTICATE, CHALLENGE)
        .failing_sign_in();
    refusal.captcha = true;
    refusal
}
