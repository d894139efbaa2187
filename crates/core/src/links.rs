//! Links: which addresses may be handed to the browser. Whatever is doubtful stays closed, because opening can execute.

use url::Url;

use crate::fault::Fault;

/// Longer than any page a person would open.
const LONGEST: usize = 8192;

/// The address as the browser gets it: `https`, `http` or `mailto`, with the host that the person sees and no user name.
pub(crate) fn checked(link: &str) -> Result<Url, Fault> {
    let refused = |why: &str| Fault::Invalid { field: "url".into(), why: why.into() };
    // Parsers disagree about white space, control characters and backslashes: what we check must be what the browser reads.
    if link.len() > LONGEST || link.contains(|letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\') {
        return Err(refused("This is no plain address."));
    }
    let url = Url::parse(link).map_err(|error| refused(&format!("This is no address: {error}.")))?;
    match url.scheme() {
        "mailto" if url.path().contains('@') => Ok(url),
        "http" | "https" => {
            if !url.username().is_empty() || url.password().is_some() || has_user_mark(link) {
                return Err(refused("The address hides its host behind a user name."));
            }
            if url.host_str().unwrap_or_default().is_empty() {
                return Err(refused("The address names no host."));
            }
            Ok(url)
        }
        _ => Err(refused("Only web pages and mail addresses can be opened.")),
    }
}

/// An empty user name (`https://@evil`) parses as none, and still misleads the eye.
fn has_user_mark(link: &str) -> bool {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_mail_addresses_are_opened() {
        for (link, opened) in [
            ("https://git.example.com/projects/A?x=1#y", "https://git.example.com/projects/A?x=1#y"),
            ("http://127.0.0.1:7990/x", "http://127.0.0.1:7990/x"),
            ("HTTPS://Git.Example.com", "https://git.example.com/"),
            ("https://h/users/@ada", "https://h/users/@ada"),
            ("mailto:ada@example.com", "mailto:ada@example.com"),
        ] {
            assert_eq!(checked(link).expect(link).as_str(), opened);
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for link in [
            "",
            "file:///etc/passwd",
            "smb://host/share",
            "\\\\host\\share",
            "\\\\?\\C:\\x",
            "-a Calculator",
            "javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "https://good@evil",
            "https://good:x@evil",
            "https://@evil",
            "https:///",
            "https://good\\@evil",
            "https://good evil",
            " https://good",
            "x.desktop",
            "mailto:",
            "bough://open",
        ] {
            assert!(matches!(checked(link), Err(Fault::Invalid { .. })), "{link:?}");
        }
    }
}
