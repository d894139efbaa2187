//! Following redirects, but never away: only to the very same origin, and only a few times.

use url::Url;

use crate::address::shown;
use crate::error::Error;
use crate::origin::Origin;

/// Redirects that one request follows at most.
pub(crate) const MOST: u32 = 5;

/// Where an answer redirects to; none where it is no redirect. `followed` counts those before.
///
/// [`Error::RedirectedAway`] where the new place is another origin (also another port, or `http` after `https`), holds a
/// user name, can't be read, or where the request may not be repeated (`follow` false).
pub(crate) fn next(from: &Url, status: u16, location: Option<&str>, follow: bool, followed: u32) -> Result<Option<Url>, Error> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = location else { return Ok(None) };
    let away = |to: String| Error::RedirectedAway { from: shown(from), to };
    let Ok(to) = from.join(location) else { return Err(away("an address that can't be read".to_owned())) };
    let same = Origin::of(&to).is_some() && Origin::of(&to) == Origin::of(from);
    if !same || !to.username().is_empty() || to.password().is_some() || !follow || followed >= MOST {
        return Err(away(shown(&to)));
    }
    Ok(Some(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go(location: &str) -> Result<Option<Url>, Error> {
        let from = Url::parse("https://h:8443/ctx/rest/a?q=1").expect("a test address");
        next(&from, 302, Some(location), true, 0)
    }

    #[test]
    fn stays_at_home() {
        for (location, to) in [
            ("b", "https://h:8443/ctx/rest/b"),
            ("/login?next=%2f", "https://h:8443/login?next=%2f"),
            ("https://H:8443/x", "https://h:8443/x"),
            ("//h:8443/x", "https://h:8443/x"),
            ("?r=2", "https://h:8443/ctx/rest/a?r=2"),
        ] {
            assert_eq!(go(location).expect(location).expect(location).as_str(), to);
        }
    }

    #[test]
    fn never_goes_away() {
        for location in [
            "http://h:8443/x",
            "https://h/x",
            "https://h:8444/x",
            "https://other:8443/x",
            "//other/x",
            "\\\\other/x",
            "https://h:8443@other/x",
            "https://u@h:8443/x",
            "https://:p@h:8443/x",
            "ftp://h:8443/x",
            "data:text/html,x",
            "javascript:alert(1)",
            "https://[",
        ] {
            let Err(Error::RedirectedAway { from, .. }) = go(location) else { unreachable!("{location} was followed") };
            assert_eq!(from, "https://h:8443/ctx/rest/a");
        }
    }

    #[test]
    fn has_its_limits() {
        let from = Url::parse("https://h/a").expect("a test address");
        assert!(matches!(next(&from, 301, Some("/b"), false, 0), Err(Error::RedirectedAway { .. })));
        assert!(matches!(next(&from, 301, Some("/b"), true, MOST), Err(Error::RedirectedAway { .. })));
        for status in [200, 204, 300, 304, 401, 500] {
            assert_eq!(next(&from, status, Some("https://away/"), true, 0).expect("no redirect"), None);
        }
        assert_eq!(next(&from, 302, None, true, 0).expect("no redirect"), None);
    }
}
