//! One strict parser for every address of a repository. What it does not understand, nobody else gets to see.

mod relative;
mod ssh;

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use crate::error::Error;

pub(crate) use relative::resolve;
pub(crate) use ssh::SshAddress;

/// Where a repository is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// `https://`, or `http://` where that was written. Without user name.
    Http(net::Url),
    /// `ssh://`, `git+ssh://`, `ssh+git://` or `user@host:path`.
    Ssh(SshAddress),
    /// `file://` or an absolute path. Only ever for what a person typed.
    Local(PathBuf),
}

impl Address {
    /// Reads an address. [`Error::Invalid`] for everything that is not one of the forms above.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.is_empty() {
            return Err(refuse("The address is empty."));
        }
        if text.chars().any(char::is_control) {
            return Err(refuse("The address holds control characters."));
        }
        if text.starts_with('-') {
            return Err(refuse("An address can't begin with a dash."));
        }
        if text.starts_with('/') || is_windows_path(text) {
            return Ok(Self::Local(PathBuf::from(text)));
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return ssh::parse_short(text).map(Self::Ssh);
        };
        match scheme.to_ascii_lowercase().as_str() {
            "https" | "http" => parse_http(text).map(Self::Http),
            "ssh" | "git+ssh" | "ssh+git" => ssh::parse_long(rest).map(Self::Ssh),
            "file" => parse_file(rest),
            "git" => Err(refuse("git:// has no protection on the way. Use https:// or ssh://.")),
            _ => Err(refuse("The address must begin with https://, ssh:// or be of the form user@host:path.")),
        }
    }
}

/// An address that can be cloned from, as it was written; none for a folder and for everything doubtful.
pub fn checked_address(text: &str) -> Option<String> {
    match Address::parse(text) {
        Ok(Address::Http(_) | Address::Ssh(_)) => Some(text.to_owned()),
        Ok(Address::Local(_)) | Err(_) => None,
    }
}

/// The address without a password, for showing. Never fails: what can't be read is cut bluntly.
pub(crate) fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let end = rest.find('/').unwrap_or(rest.len());
    let Some(at) = rest[..end].rfind('@') else { return text.to_owned() };
    match rest[..at].split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}{}", &rest[at..]),
        None => text.to_owned(),
    }
}

fn parse_http(text: &str) -> Result<net::Url, Error> {
    // The URL standard would read a backslash as a slash and drop spaces at the ends: two readers, two servers.
    if text.contains('\\') || text.trim() != text {
        return Err(refuse("The address holds a backslash or spaces at its ends."));
    }
    let mut url = net::Url::parse(text).map_err(|error| refuse(format!("The address can't be read: {error}.")))?;
    if url.password().is_some() {
        return Err(refuse("The address holds a password. Add an account for this server instead."));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("The address of a repository holds no ? or #."));
    }
    if percent_decode_str(url.path()).any(|byte| byte.is_ascii_control()) {
        return Err(refuse("The address holds encoded control characters."));
    }
    // `https:///x` is read as the server `x` by the standard, and as no server by everybody else.
    if !url.has_host() || text.split_once("://").is_none_or(|(_, rest)| rest.starts_with('/')) {
        return Err(refuse("The address names no server."));
    }
    url.set_username("").map_err(|()| refuse("The address names no server."))?;
    Ok(url)
}

fn parse_file(rest: &str) -> Result<Address, Error> {
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return Err(refuse("A file:// address needs an absolute path."));
    }
    let path = percent_decode_str(path).decode_utf8().map_err(|_| refuse("The path is not UTF-8."))?;
    if path.chars().any(char::is_control) {
        return Err(refuse("The address holds encoded control characters."));
    }
    // file:///C:/x is C:/x where drives have letters.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { &path };
    Ok(Address::Local(PathBuf::from(path)))
}

fn is_windows_path(text: &str) -> bool {
    let mut letters = text.chars();
    cfg!(windows)
        && (text.starts_with(r"\\")
            || (letters.next().is_some_and(|drive| drive.is_ascii_alphabetic())
                && letters.next() == Some(':')
                && matches!(letters.next(), Some('\\' | '/'))))
}

fn refuse(why: impl Into<String>) -> Error {
    Error::invalid("url", why)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn web_addresses_lose_their_user_name_and_nothing_else() {
        for (text, url) in [
            ("https://bitbucket.corp/scm/k/r.git", "https://bitbucket.corp/scm/k/r.git"),
            ("HTTPS://ann@Bitbucket.corp:8443/ctx/scm/~ann/r.git/", "https://bitbucket.corp:8443/ctx/scm/~ann/r.git/"),
            ("http://127.0.0.1:7990/a%20b", "http://127.0.0.1:7990/a%20b"),
        ] {
            assert_eq!(Address::parse(text).expect(text), Address::Http(net::Url::parse(url).expect(url)));
        }
    }

    #[test]
    fn everything_doubtful_is_refused() {
        for text in [
            "",
            "-oProxyCommand=x:y",
            "--upload-pack=x",
            "ext::sh -c id",
            "ext::sh://x",
            "fd::17",
            "git://h/x",
            "ftp://h/x",
            "javascript://h/x",
            "https://",
            "https:///x",
            "https://u:p@h/x",
            "https://h/x?y",
            "https://h/x#y",
            "https://h/a%0ab",
            "https://h/a%00",
            "https://h/a\nb",
            "https:\\\\h\\x",
            " https://h/x",
            "file://other/x",
            "file:relative",
            "relative/path",
            "host",
        ] {
            assert!(matches!(Address::parse(text), Err(Error::Invalid { .. })), "{text}");
        }
    }

    #[test]
    fn local_ones_are_paths() {
        assert_eq!(Address::parse("/a b/c").expect("a path"), Address::Local("/a b/c".into()));
        assert_eq!(Address::parse("file:///a%20b/c").expect("a path"), Address::Local("/a b/c".into()));
        assert_eq!(Address::parse("file://localhost/c").expect("a path"), Address::Local("/c".into()));
    }

    #[test]
    fn passwords_are_cut_for_showing() {
        assert_eq!(without_password("https://ann:s3@cret@h/x"), "https://ann@h/x");
        assert_eq!(without_password("https://ann@h/x"), "https://ann@h/x");
        assert_eq!(without_password("git@h:x:y@z"), "git@h:x:y@z");
        assert_eq!(without_password("https://h/a:b@c"), "https://h/a:b@c");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        /// T1.5 and T5.6: whatever is accepted can't be an option, and holds nothing below a space.
        #[test]
        fn what_passes_is_harmless(text in "(ssh://|git\\+ssh://|https?://|[a-z@.]{0,6})[-a-z0-9@:/%.'\"$;`\\\\ \n\t\u{0}\u{7f}~\\[\\]]{0,30}") {
            match Address::parse(&text) {
                Ok(Address::Ssh(address)) => {
                    for part in [Some(&address.host), address.user.as_ref(), Some(&address.path)].into_iter().flatten() {
                        prop_assert!(!part.is_empty() && !part.starts_with('-'), "{:?}", address);
                        prop_assert!(!part.chars().any(char::is_control), "{:?}", address);
                    }
                    prop_assert!(!address.destination().starts_with('-'));
                }
                Ok(Address::Http(url)) => {
                    prop_assert!(url.has_host() && url.username().is_empty() && url.password().is_none());
                }
                Ok(Address::Local(path)) => prop_assert!(path.is_absolute()),
                Err(error) => prop_assert!(matches!(error, Error::Invalid { .. }), "{}", error),
            }
        }
    }
}
