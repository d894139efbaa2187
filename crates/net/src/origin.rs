//! The exact place a request goes to: scheme, host and port.

use url::Url;

/// Scheme, host and port of an HTTP(S) address, the port always spelled out. Two addresses share connections and
/// secrets only when all three are byte-equal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of `url`; none unless it is `http` or `https` with a host.
    pub fn of(url: &Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str().filter(|host| !host.is_empty())?;
        Some(Self { scheme: url.scheme().to_owned(), host: host.to_owned(), port: url.port_or_known_default()? })
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Host name in ASCII, or an address; IPv6 addresses in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, also where it is the scheme's default.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// True for `https`.
    pub fn is_encrypted(&self) -> bool {
        self.scheme == "https"
    }
}

/// `host`, or `host:port` where the port is not the scheme's default.
impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let default = if self.is_encrypted() { 443 } else { 80 };
        if self.port == default { f.write_str(&self.host) } else { write!(f, "{}:{}", self.host, self.port) }
    }
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Option<Origin> {
        Origin::of(&Url::parse(text).expect("a test address"))
    }

    #[test]
    fn names_the_port_only_where_it_matters() {
        for (text, shown) in [
            ("https://Git.Example.com/x", "git.example.com"),
            ("https://git.example.com:443", "git.example.com"),
            ("https://git.example.com:8443/a/b", "git.example.com:8443"),
            ("http://git.example.com:443", "git.example.com:443"),
            ("http://[::1]:7990/", "[::1]:7990"),
            ("https://bücher.example/", "xn--bcher-kva.example"),
        ] {
            assert_eq!(origin(text).expect("an origin").to_string(), shown);
        }
    }

    #[test]
    fn exists_for_http_only() {
        for text in ["ssh://git@h/x", "file:///etc/passwd", "data:text/plain,x"] {
            assert_eq!(origin(text), None, "{text}");
        }
    }

    #[test]
    fn differs_by_scheme_host_and_port() {
        assert_eq!(origin("https://h/a"), origin("https://h:443/b?c"));
        assert_ne!(origin("https://h"), origin("http://h"));
        assert_ne!(origin("https://h"), origin("https://h:444"));
        assert_ne!(origin("https://h"), origin("https://h."));
        assert_ne!(origin("http://127.0.0.1:1"), origin("http://localhost:1"));
    }
}
