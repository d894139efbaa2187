//! What people paste when they are asked for a server: read, and rid of what is not the server.

use url::Url;

use crate::error::Error;

/// A pasted address. User names and passwords in it are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// The address; `https` where none was given.
    pub(crate) url: Url,
    /// False where the scheme is a guess of ours.
    pub(crate) sure: bool,
    /// True where the path says nothing about the web server: SSH addresses.
    pub(crate) pathless: bool,
}

impl Pasted {
    /// [`Error::Invalid`] for the field `url` where there is no host in it.
    pub(crate) fn read(input: &str) -> Result<Self, Error> {
        let text = input.trim().trim_start_matches("git clone ").trim().trim_matches(['<', '>', '"', '\'']).trim();
        if text.is_empty() {
            return Err(invalid("Enter the address of the server."));
        }
        if text.chars().any(|letter| letter.is_control() || letter == ' ') {
            return Err(invalid("An address holds no blanks."));
        }
        if let Some(host) = scp_host(text) {
            return Self::ssh(host);
        }
        let sure = text.contains("://");
        let whole = if sure { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&whole).map_err(|error| invalid(&format!("This is no address: {error}.")))?;
        match url.scheme() {
            "http" | "https" => Self::http(url, sure),
            "ssh" | "git+ssh" | "ssh+git" => Self::ssh(url.host_str().unwrap_or_default()),
            other => Err(invalid(&format!("Servers are reached by https, not by {other}."))),
        }
    }

    fn http(mut url: Url, sure: bool) -> Result<Self, Error> {
        if url.host_str().is_none_or(str::is_empty) {
            return Err(invalid("There is no host name in it."));
        }
        // Can't fail for an address with a host.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self { url, sure, pathless: false })
    }

    /// The web server of an SSH host: the same name, the usual port.
    fn ssh(host: &str) -> Result<Self, Error> {
        let url = Url::parse(&format!("https://{host}/")).map_err(|_| invalid("There is no host name in it."))?;
        let pasted = Self::http(url, false)?;
        Ok(Self { pathless: true, ..pasted })
    }
}

/// The host of `user@host:path`.
fn scp_host(text: &str) -> Option<&str> {
    let (before, after) = text.split_once(':')?;
    let host = before.split_once('@')?.1;
    (!before.contains('/') && !after.starts_with("//") && !host.is_empty()).then_some(host)
}

fn invalid(why: &str) -> Error {
    Error::Invalid { field: "url".to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_what_people_paste() {
        for (input, url, sure, pathless) in [
            ("git.example.com", "https://git.example.com/", false, false),
            (" git.example.com:7990/bitbucket ", "https://git.example.com:7990/bitbucket", false, false),
            ("http://localhost:7990", "http://localhost:7990/", true, false),
            ("HTTPS://Git.Example.com/projects/K?x=1#y", "https://git.example.com/projects/K", true, false),
            ("https://ann:secret@git.example.com/scm/k/s.git", "https://git.example.com/scm/k/s.git", true, false),
            ("git clone https://git.example.com/scm/k/s.git", "https://git.example.com/scm/k/s.git", true, false),
            ("<https://git.example.com/>", "https://git.example.com/", true, false),
            ("[::1]:7990/git", "https://[::1]:7990/git", false, false),
            ("ssh://git@git.example.com:7999/k/s.git", "https://git.example.com/", false, true),
            ("git@git.example.com:k/s.git", "https://git.example.com/", false, true),
        ] {
            let url = Url::parse(url).expect("a test address");
            assert_eq!(Pasted::read(input).expect(input), Pasted { url, sure, pathless }, "{input}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_the_rest() {
        for input in
            ["", "   ", "https://", "ftp://git.example.com", "not an address", "https://a\u{0}b", "file:///etc/passwd", "::"]
        {
            let Err(Error::Invalid { field, .. }) = Pasted::read(input) else { unreachable!("{input} was taken") };
            assert_eq!(field, "url");
        }
    }
}
