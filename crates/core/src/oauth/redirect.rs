//! Where the browser brings the answer, and whether what it brings is ours.

use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use uuid::Uuid;

use crate::api::hosts::{RedirectChoice, RedirectForm};
use crate::fault::Fault;

/// The scheme that the operating system hands to us.
pub(crate) const SCHEME: &str = "bough";
/// Longer than any answer.
const LONGEST: usize = 16 * 1024;

/// What the browser brought, once it is known to be ours.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The person consented.
    Code(SecretString),
    /// They, or the server, did not: its words.
    Refused { error: String, words: String },
}

/// Why it is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotOurs {
    /// It is for somebody else, or no answer at all.
    OtherPlace,
    /// It is for us, but not as an answer looks.
    Odd,
    /// It is not the answer to what we asked.
    OtherState,
}

/// The port is fixed: servers compare the whole address letter by letter.
pub(crate) fn loopback(port: u16, id: Uuid) -> String {
    format!("http://localhost:{port}/oauth/{id}")
}

pub(crate) fn custom(id: Uuid) -> String {
    format!("{SCHEME}://oauth/{id}")
}

/// True for every link that may be the answer to a sign-in, well formed or not.
pub(crate) fn is_for_sign_in(link: &str) -> bool {
    let link = link.trim_start();
    let scheme = link.get(..SCHEME.len() + 1).is_some_and(|start| start.eq_ignore_ascii_case("bough:"));
    scheme && link[SCHEME.len() + 1..].trim_start_matches('/').get(..5).is_some_and(|place| place.eq_ignore_ascii_case("oauth"))
}

/// The address for a choice, as it is to be registered.
pub(crate) fn chosen(choice: &RedirectChoice, port: u16, id: Uuid) -> Result<String, Fault> {
    match choice {
        RedirectChoice::Loopback => Ok(loopback(port, id)),
        RedirectChoice::Scheme => Ok(custom(id)),
        RedirectChoice::Page { url } => {
            let url = url.trim();
            match form(url) {
                Some(RedirectForm::Page) => Ok(url.to_owned()),
                _ => Err(Fault::Invalid {
                    field: "redirect".into(),
                    why: "Give the address of a page that begins with https.".into(),
                }),
            }
        }
    }
}

/// Which kind of redirect an address is; none: one that we can't use.
pub(crate) fn form(redirect: &str) -> Option<RedirectForm> {
    let url = Url::parse(redirect).ok().filter(|url| url.fragment().is_none() && url.username().is_empty())?;
    match url.scheme() {
        "https" if url.host_str().is_some() => Some(RedirectForm::Page),
        "http" if url.host_str() == Some("localhost") && url.port().is_some() && url.query().is_none() => {
            Some(RedirectForm::Loopback)
        }
        SCHEME if url.query().is_none() => Some(RedirectForm::Scheme),
        _ => None,
    }
}

/// The port of a loopback redirect.
pub(crate) fn port(redirect: &str) -> Option<u16> {
    Url::parse(redirect).ok()?.port()
}

/// Reads an address at which the browser arrived.
pub(crate) fn read(redirect: &str, state: &SecretString, arrived: &str) -> Result<Answer, NotOurs> {
    if arrived.len() > LONGEST {
        return Err(NotOurs::OtherPlace);
    }
    let (Ok(place), Ok(arrived)) = (Url::parse(redirect), Url::parse(arrived.trim())) else { return Err(NotOurs::OtherPlace) };
    let same = |one: &Url, other: &Url| {
        let bare = |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default());
        bare(one) == bare(other) && one.path() == other.path() && other.username().is_empty() && other.password().is_none()
    };
    if !same(&place, &arrived) {
        return Err(NotOurs::OtherPlace);
    }
    let pairs = pairs(arrived.query().unwrap_or_default()).ok_or(NotOurs::Odd)?;
    let one = |name: &str| {
        let mut found = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = found.next();
        if found.next().is_some() { Err(NotOurs::Odd) } else { Ok(first.filter(|value| !value.is_empty())) }
    };
    let (code, error, given) = (one("code")?, one("error")?, one("state")?.ok_or(NotOurs::Odd)?);
    if !equal(given.as_bytes(), state.expose_secret().as_bytes()) {
        return Err(NotOurs::OtherState);
    }
    match (code, error) {
        (Some(code), None) => Ok(Answer::Code(SecretString::from(code.to_owned()))),
        (None, Some(error)) => {
            let words = one("error_description")?.unwrap_or(error);
            Ok(Answer::Refused { error: error.to_owned(), words: words.to_owned() })
        }
        _ => Err(NotOurs::Odd),
    }
}

/// A query's parameters; none where one can't be read as text.
fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    let text = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
    };
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((text(name)?, text(value)?))
    };
    query.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

/// Compares without telling by its duration where the two differ.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differing, (one, other)| differing | (one ^ other)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "http://localhost:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000001";

    fn arrive(text: &str) -> Result<Answer, NotOurs> {
        read(HERE, &SecretString::from("right"), text)
    }

    #[test]
    fn an_answer_with_our_state_is_taken() {
        let Ok(Answer::Code(code)) = arrive(&format!("{HERE}?code=a%2Bb&state=right&more=1")) else { unreachable!("it is ours") };
        assert_eq!(code.expose_secret(), "a+b");
        let Ok(Answer::Refused { error, words }) =
            arrive(&format!(" {HERE}?error=access_denied&error_description=said+no&state=right\n"))
        else {
            unreachable!("it is ours")
        };
        assert_eq!((error.as_str(), words.as_str()), ("access_denied", "said no"));
    }

    /// T3.2, T3.4: the table of what is not taken.
    #[test]
    fn everything_else_is_refused() {
        let odd = NotOurs::Odd;
        for (query, why) in [
            ("?code=a&state=wrong", NotOurs::OtherState),
            ("?code=a&state=righ", NotOurs::OtherState),
            ("?code=a&state=right2", NotOurs::OtherState),
            ("?error=access_denied&state=wrong", NotOurs::OtherState),
            ("", odd),
            ("?", odd),
            ("?code=a", odd),
            ("?code=a&state=", odd),
            ("?state=right", odd),
            ("?code=&state=right", odd),
            ("?code=a&code=b&state=right", odd),
            ("?code=a&state=right&state=right", odd),
            ("?code=a&error=b&state=right", odd),
            ("?code=%ff&state=right", odd),
            ("#code=a&state=right", odd),
        ] {
            assert_eq!(arrive(&format!("{HERE}{query}")).err(), Some(why), "{query}");
        }
        let query = "?code=a&state=right";
        for place in [
            "http://localhost:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000002",
            "http://localhost:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000001/",
            "http://localhost:28469/",
            "http://localhost:28470/oauth/1f0e3dad-9990-4f34-a0a0-000000000001",
            "https://localhost:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000001",
            "http://127.0.0.1:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000001",
            "http://u@localhost:28469/oauth/1f0e3dad-9990-4f34-a0a0-000000000001",
            "bough://oauth/1f0e3dad-9990-4f34-a0a0-000000000001",
            "no address",
        ] {
            assert_eq!(arrive(&format!("{place}{query}")).err(), Some(NotOurs::OtherPlace), "{place}");
        }
        assert_eq!(arrive(&format!("{HERE}{query}&x={}", "x".repeat(LONGEST))).err(), Some(NotOurs::OtherPlace));
    }

    #[test]
    fn each_form_answers_to_itself() {
        let id = Uuid::from_u128(7);
        for redirect in [loopback(28469, id), custom(id), "https://pages.example/bough?team=1".into()] {
            assert!(form(&redirect).is_some(), "{redirect}");
            let mark = if redirect.contains('?') { '&' } else { '?' };
            let arrived = format!("{redirect}{mark}code=a&state=right");
            assert!(matches!(read(&redirect, &SecretString::from("right"), &arrived), Ok(Answer::Code(_))), "{arrived}");
        }
        assert_eq!(port(&loopback(28469, id)), Some(28469));
        for bad in [
            "http://127.0.0.1:1/x",
            "http://localhost/x",
            "http://git.example:1/x",
            "ftp://x",
            "x",
            "https://u@h/x",
            "bough://x?y",
        ] {
            assert_eq!(form(bad), None, "{bad}");
        }
    }
}
