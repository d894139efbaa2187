//! One proxy server: where it is, and the password it wants.

use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::error::Error;

/// A proxy server.
#[derive(Clone, Debug)]
pub(crate) struct ProxyServer {
    url: Url,
    login: Option<(String, SecretString)>,
}

impl ProxyServer {
    /// Reads `[scheme://][user:password@]name[:port]`.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let full = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        // The text may hold a password, and is not repeated for that.
        let invalid = |why: &str| Error::InvalidUrl { url: "the proxy".to_owned(), why: why.to_owned() };
        let mut url = Url::parse(&full).map_err(|e| invalid(&e.to_string()))?;
        if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
            return Err(invalid("only http, https, socks5 and socks5h proxies are known"));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(invalid("it has no host name"));
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let login = (!url.username().is_empty())
            .then(|| (decoded(url.username()), SecretString::from(decoded(url.password().unwrap_or_default()))));
        // Can't fail: the scheme was checked and there is a host.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self { url, login })
    }

    /// For messages: `name:port`.
    pub(crate) fn name(&self) -> String {
        let (host, port) = self.place();
        format!("{host}:{port}")
    }

    /// Host name (IPv6 in brackets) and port.
    pub(crate) fn place(&self) -> (String, u16) {
        let host = self.url.host_str().unwrap_or_default().to_owned();
        (host, self.url.port_or_known_default().unwrap_or(1080))
    }

    /// As reqwest takes it.
    pub(crate) fn to_reqwest(&self) -> Result<reqwest::Proxy, Error> {
        let proxy =
            reqwest::Proxy::all(self.url.clone()).map_err(|e| Error::InvalidUrl { url: self.name(), why: e.to_string() })?;
        Ok(match &self.login {
            Some((user, password)) => proxy.basic_auth(user, password.expose_secret()),
            None => proxy,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (text, name) in [
            ("proxy.example:3128", "proxy.example:3128"),
            (" http://proxy.example ", "proxy.example:80"),
            ("https://proxy.example/", "proxy.example:443"),
            ("socks5h://[::1]", "[::1]:1080"),
            ("http://u:p%40ss@proxy.example:8080", "proxy.example:8080"),
        ] {
            assert_eq!(ProxyServer::read(text).expect(text).name(), name);
        }
    }

    #[test]
    fn keeps_the_password_apart() {
        let server = ProxyServer::read("http://us%20er:p%40ss@proxy.example:8080").expect("a proxy");
        let (user, password) = server.login.as_ref().expect("a login");
        assert_eq!((user.as_str(), password.expose_secret()), ("us er", "p@ss"));
        assert!(!format!("{server:?}").contains("p@ss"));
        assert!(server.url.username().is_empty());
    }

    #[test]
    fn refuses_the_rest_without_repeating_it() {
        for text in ["", "ftp://u:CANARY@h", "http://", "file:///x", "http://u:CANARY@h:99999"] {
            let error = ProxyServer::read(text).expect_err(text).to_string();
            assert!(!error.contains("CANARY"), "{error}");
        }
    }
}
