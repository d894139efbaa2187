//! Finding out whether a Bitbucket answers behind an address, and where its base is. No secret is ever sent here.

use std::collections::VecDeque;

use net::{Client, Request, Response, Url};

use super::web;
use super::wire::{LoginOptions, Properties};
use crate::Kind;
use crate::error::Error;
use crate::model::hosts::Probe;
use crate::pasted::Pasted;

/// The resource that everybody may read.
const PROPERTIES: &str = "rest/api/latest/application-properties";
/// First steps of the server's own pages: what stands before them is the context path.
const PAGES: [&str; 16] = [
    "projects",
    "users",
    "scm",
    "dashboard",
    "login",
    "plugins",
    "rest",
    "repos",
    "account",
    "profile",
    "admin",
    "mvc",
    "getting-started",
    "logout",
    "unavailable",
    "git",
];
/// Context paths that servers are often given, for addresses that say nothing about it.
const USUAL: [&str; 3] = ["bitbucket", "stash", "git"];
/// Addresses that are tried at most.
const MOST: usize = 10;

/// What was found at one address.
enum Found {
    Server(Box<Probe>),
    /// The same place, encrypted, or with another path: to be tried in its stead.
    Elsewhere(Url),
    /// Something else.
    Nothing(Error),
}

/// Looks behind anything pasted.
pub(crate) async fn probe(client: &Client, input: &str, plain_http: bool) -> Result<Probe, Error> {
    let pasted = Pasted::read(input)?;
    if pasted.url.scheme() == "http" && !plain_http {
        let why = "This connection is not encrypted: everybody on the way could read the token.";
        return Err(Error::Invalid { field: "url".to_owned(), why: why.to_owned() });
    }
    let encrypted = search(client, &pasted).await;
    // Nobody speaks TLS there. A certificate that nobody vouches for is another matter: no reason to go without.
    let silent = matches!(encrypted, Err(Error::Net(net::Error::Offline { .. } | net::Error::TimedOut { .. })));
    if !silent || !plain_http || pasted.sure {
        return encrypted;
    }
    let mut plain = pasted;
    // Can't fail between these two schemes.
    let _ = plain.url.set_scheme("http");
    match search(client, &plain).await {
        // What the person hoped for is what is told.
        Err(Error::Net(_)) => encrypted,
        other => other,
    }
}

/// Tries one base after the other.
async fn search(client: &Client, pasted: &Pasted) -> Result<Probe, Error> {
    let mut bases: VecDeque<Url> = candidates(pasted).into();
    let mut tried: Vec<Url> = Vec::new();
    let mut best: Option<Error> = None;
    while let Some(base) = bases.pop_front() {
        if tried.contains(&base) || tried.len() >= MOST {
            continue;
        }
        match look(client, &base).await? {
            Found::Server(probe) => return Ok(*probe),
            Found::Elsewhere(other) => bases.push_front(other),
            // A page tells more than an empty answer, and the first more than the later ones.
            Found::Nothing(error) => best = Some(best.filter(|best| rank(best) >= rank(&error)).unwrap_or(error)),
        }
        tried.push(base);
    }
    Err(best.unwrap_or_else(|| Error::NotAForge { detail: "Nothing was found there.".to_owned() }))
}

fn rank(error: &Error) -> u8 {
    match error {
        Error::Net(net::Error::RedirectedAway { .. }) => 3,
        Error::OutOfOrder { .. } => 2,
        Error::WebPage { .. } => 1,
        _ => 0,
    }
}

/// The bases to try: the longest path before a page of the server's own first, then shorter ones, for a context path may
/// have several steps; then longer ones, for it may be called like a page (`/scm`, `/git`).
fn candidates(pasted: &Pasted) -> Vec<Url> {
    let at = |steps: &[&str]| net::join(&root(&pasted.url), &steps.join("/"));
    let steps: Vec<&str> = pasted.url.path_segments().into_iter().flatten().filter(|step| !step.is_empty()).collect();
    let cut = steps.iter().position(|step| PAGES.contains(step)).unwrap_or(steps.len());
    let shorter = (0..=cut).rev().map(|length| at(&steps[..length]));
    let longer = (cut + 1..=steps.len()).take(2).map(|length| at(&steps[..length]));
    // Who named a path, or a web server without one that shows something else, may have left the context path out.
    let usual = USUAL.iter().filter(|_| cut == 0).map(|step| at(&[step]));
    if pasted.pathless { shorter.chain(usual).collect() } else { shorter.chain(longer).chain(usual).collect() }
}

fn root(url: &Url) -> Url {
    let mut root = url.clone();
    root.set_path("");
    root
}

/// The likeliest base behind anything pasted, without asking anybody. [`Error::Invalid`] as for [`probe`].
pub(crate) fn likeliest(input: &str) -> Result<Url, Error> {
    let pasted = Pasted::read(input)?;
    Ok(candidates(&pasted).into_iter().next().unwrap_or_else(|| root(&pasted.url)))
}

/// Asks for the resource that everybody may read, once.
pub(super) fn question(base: &Url) -> Request {
    Request::get(net::join(base, PROPERTIES)).header("Accept", "application/json").no_retry()
}

async fn look(client: &Client, base: &Url) -> Result<Found, Error> {
    let response = match client.send(question(base)).await {
        Ok(response) => response,
        Err(net::Error::RedirectedAway { from, to }) => {
            // To the encrypted side of the same host is a way to go; to anywhere else the person decides.
            let there = Url::parse(&to).ok().filter(|to| to.scheme() == "https" && to.host_str() == base.host_str());
            return Ok(match there.filter(|_| base.scheme() == "http") {
                Some(there) => Found::Elsewhere(base_of(&there).unwrap_or_else(|| net::join(&root(&there), base.path()))),
                None => Found::Nothing(net::Error::RedirectedAway { from, to }.into()),
            });
        }
        Err(error) => return Err(error.into()),
    };
    let Some(properties) = properties(&response) else { return Ok(Found::Nothing(nothing(&response))) };
    // Redirects within the host may have led to the real context path.
    let base = base_of(&response.url).unwrap_or_else(|| base.clone());
    let display_name = Some(properties.display_name).filter(|name| !name.is_empty());
    Ok(Found::Server(Box::new(Probe {
        kind: Kind::BitbucketServer,
        display_name: display_name.unwrap_or_else(|| "Bitbucket".to_owned()),
        version: properties.version,
        single_sign_on: single_sign_on(client, &base).await,
        pages: web::pages(&base),
        permissions: web::permissions(),
        base_url: base,
    })))
}

/// What stands before the resource in an address.
pub(super) fn base_of(url: &Url) -> Option<Url> {
    let before = url.path().strip_suffix(PROPERTIES)?.trim_end_matches('/').to_owned();
    let mut base = root(url);
    base.set_path(&before);
    base.set_query(None);
    Some(base)
}

/// The name may be the instance's own; what tells is that version and build are there.
pub(super) fn properties(response: &Response) -> Option<Properties> {
    if response.status != 200 || response.is_web_page() {
        return None;
    }
    let properties: Properties = serde_json::from_slice(&response.body).ok()?;
    let numbered = properties.version.starts_with(|first: char| first.is_ascii_digit());
    (numbered && (!properties.build_number.is_empty() || !properties.display_name.is_empty())).then_some(properties)
}

fn nothing(response: &Response) -> Error {
    match response.status {
        503 => Error::OutOfOrder { detail: "The server is starting or under maintenance (503).".to_owned() },
        200 | 401 | 403 if response.is_web_page() => Error::WebPage { url: response.url.clone() },
        status => Error::NotAForge { detail: format!("{} answered {status}, and not as Bitbucket does.", response.url) },
    }
}

/// True where the sign-in page offers identity providers only. Servers before 7.x have no such resource, and forms.
async fn single_sign_on(client: &Client, base: &Url) -> bool {
    let url = net::join(base, "rest/authconfig/latest/login-options");
    let request = Request::get(url).header("Accept", "application/json").no_retry();
    let Ok(response) = client.send(request).await else { return false };
    let Ok(options) = serde_json::from_slice::<LoginOptions>(&response.body) else { return false };
    let offers = |kind: &str| options.results.iter().any(|option| option.kind == kind);
    response.status == 200 && offers("IDP") && !offers("LOGIN_FORM") && !offers("LEGACY_LOGIN_FORM")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(input: &str) -> Vec<String> {
        let pasted = Pasted::read(input).expect("an address");
        let mut urls: Vec<String> = Vec::new();
        for url in candidates(&pasted).into_iter().map(String::from) {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
        urls.iter().map(|url| url.replacen("https://h", "", 1)).collect()
    }

    #[test]
    fn tries_the_likely_bases_first() {
        assert_eq!(tried("h"), ["/", "/bitbucket", "/stash", "/git"]);
        assert_eq!(tried("https://h/code/bitbucket/"), ["/code/bitbucket", "/code", "/"]);
        assert_eq!(tried("https://h/code/projects/K/repos/s/browse")[..2], ["/code", "/"]);
        assert_eq!(tried("https://h/scm/k/s.git")[..3], ["/", "/scm", "/scm/k"]);
        assert_eq!(tried("https://h/git/scm/k/s.git")[..3], ["/", "/git", "/git/scm"]);
        assert_eq!(tried("https://h/bitbucket/scm/k/s.git")[..2], ["/bitbucket", "/"]);
        assert_eq!(tried("git@h:k/s.git"), ["/", "/bitbucket", "/stash", "/git"]);
        assert_eq!(tried("https://h/bitbucket/login")[..2], ["/bitbucket", "/"]);
    }

    #[test]
    fn the_base_is_what_stands_before_the_resource() {
        let url = |text: &str| Url::parse(text).expect("a test address");
        let base = base_of(&url("https://h:1/a/b/rest/api/latest/application-properties?x=1"));
        assert_eq!(base, Some(url("https://h:1/a/b")));
        assert_eq!(base_of(&url("https://h/rest/api/latest/application-properties")), Some(url("https://h/")));
        assert_eq!(base_of(&url("https://h/login")), None);
    }
}
