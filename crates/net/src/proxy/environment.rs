//! Proxies that the environment names, as it was when this process first asked.

use std::sync::OnceLock;

use super::ProxyRule;
use super::exceptions::Exceptions;
use super::server::ProxyServer;
use crate::origin::Origin;

/// The proxy variables of the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// Each with the variable that names it.
    encrypted: Option<(&'static str, ProxyServer)>,
    plain: Option<(&'static str, ProxyServer)>,
    except: Exceptions,
}

impl Environment {
    /// The environment of this process, read once.
    pub(crate) fn at_start() -> &'static Self {
        static READ: OnceLock<Environment> = OnceLock::new();
        READ.get_or_init(|| Self::read(|name| std::env::var(name).ok()))
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        // Lower case wins, as with curl.
        let text = |name: &str| {
            let found = variable(&name.to_ascii_lowercase()).or_else(|| variable(&name.to_ascii_uppercase()));
            found.filter(|value| !value.trim().is_empty())
        };
        let server = |name: &'static str| {
            text(name).and_then(|value| {
                let read = ProxyServer::read(&value).inspect_err(|error| tracing::warn!(name, %error, "proxy variable ignored"));
                Some((name, read.ok()?))
            })
        };
        let all = server("ALL_PROXY");
        Self {
            encrypted: server("HTTPS_PROXY").or_else(|| all.clone()),
            // In a CGI process HTTP_PROXY is a header of the request ("httpoxy"). We are none; curl ignores the upper
            // case form for that reason, most others read it, and so do we.
            plain: server("HTTP_PROXY").or(all),
            except: text("no_proxy").map(|list| Exceptions::read(&list)).unwrap_or_default(),
        }
    }

    /// The proxy for an origin, and what decided.
    pub(crate) fn judge(&self, origin: &Origin) -> (Option<ProxyServer>, ProxyRule) {
        match if origin.is_encrypted() { &self.encrypted } else { &self.plain } {
            None => (None, ProxyRule::Nothing),
            Some(_) if self.except.hold(origin) => (None, ProxyRule::VariableException),
            Some((name, server)) => (Some(server.clone()), ProxyRule::Variable(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_decided() {
        let lookup = |name: &str| match name {
            "ALL_PROXY" => Some("all:3".to_owned()),
            "https_proxy" => Some("s:1".to_owned()),
            "NO_PROXY" => Some("skip.example".to_owned()),
            _ => None,
        };
        let read = Environment::read(lookup);
        let rule = |url: &str| {
            let origin = Origin::of(&url::Url::parse(url).expect("a test address")).expect("an origin");
            read.judge(&origin).1
        };
        assert_eq!(rule("https://a"), ProxyRule::Variable("HTTPS_PROXY"));
        assert_eq!(rule("http://a"), ProxyRule::Variable("ALL_PROXY"));
        assert_eq!(rule("https://skip.example"), ProxyRule::VariableException);
        let origin = Origin::of(&url::Url::parse("https://a").expect("a test address")).expect("an origin");
        assert_eq!(Environment::read(|_| None).judge(&origin).1, ProxyRule::Nothing);
    }

    fn chosen(variables: &[(&str, &str)], url: &str) -> Option<String> {
        let lookup = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        let origin = Origin::of(&url::Url::parse(url).expect("a test address")).expect("an origin");
        Environment::read(lookup).judge(&origin).0.map(|server| server.name())
    }

    #[test]
    fn picks_by_scheme() {
        let variables = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "p:2"), ("NO_PROXY", "skip.example")];
        assert_eq!(chosen(&variables, "https://a").as_deref(), Some("s:1"));
        assert_eq!(chosen(&variables, "http://a").as_deref(), Some("p:2"));
        assert_eq!(chosen(&variables, "https://skip.example"), None);
    }

    #[test]
    fn falls_back_to_all_proxy_and_prefers_lower_case() {
        assert_eq!(chosen(&[("ALL_PROXY", "socks5://all:3")], "https://a").as_deref(), Some("all:3"));
        let both = [("https_proxy", "lower:1"), ("HTTPS_PROXY", "upper:1")];
        assert_eq!(chosen(&both, "https://a").as_deref(), Some("lower:1"));
        assert_eq!(chosen(&[("HTTPS_PROXY", "  ")], "https://a"), None);
        assert_eq!(chosen(&[("HTTPS_PROXY", "gopher://x")], "https://a"), None);
        assert_eq!(chosen(&[], "https://a"), None);
    }
}
