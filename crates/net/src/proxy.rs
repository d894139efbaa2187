//! Which proxy a request goes through: one resolver for all traffic. A repository's own settings have no say.
//!
//! The person's choice comes first, then the environment as it was when Bough started. Scripts (PAC) are not read.

mod environment;
mod exceptions;
mod server;

use crate::error::Error;
use crate::origin::Origin;
use environment::Environment;
use exceptions::Exceptions;
pub(crate) use server::ProxyServer;

/// The way to an origin, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Host name and port of the proxy; none: straight to the server.
    pub proxy: Option<(String, u16)>,
    /// What decided.
    pub rule: ProxyRule,
}

/// What decides about the proxy for an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProxyRule {
    /// The setting, which names a proxy or says that there is none.
    Setting,
    /// The exceptions beside the setting.
    SettingException,
    /// This variable of the environment.
    Variable(&'static str),
    /// The exceptions in the environment, `NO_PROXY`.
    VariableException,
    /// Nothing: the environment names no proxy for such addresses.
    Nothing,
}

/// Where requests go through.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum ProxyChoice {
    /// What the environment says: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    #[default]
    System,
    /// Straight to the server.
    None,
    /// This one.
    Manual {
        /// `http://`, `https://`, `socks5://` or `socks5h://`, then `[user:password@]name:port`. Without a scheme: `http://`.
        url: String,
        /// Hosts that are reached without it, parted by commas, as in `NO_PROXY`; may be empty.
        except: String,
    },
}

impl std::fmt::Debug for ProxyChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::None => f.write_str("None"),
            // The address may hold a password.
            Self::Manual { except, .. } => f.debug_struct("Manual").field("except", except).finish_non_exhaustive(),
        }
    }
}

/// A choice, read.
#[derive(Clone)]
pub(crate) enum Resolver {
    Environment,
    Direct,
    Manual { server: ProxyServer, except: Exceptions },
}

impl Resolver {
    /// [`Error::InvalidUrl`] where the choice names no usable proxy.
    pub(crate) fn of(choice: &ProxyChoice) -> Result<Self, Error> {
        Ok(match choice {
            ProxyChoice::System => {
                // Read now, so that nothing set later in this process counts.
                Environment::at_start();
                Self::Environment
            }
            ProxyChoice::None => Self::Direct,
            ProxyChoice::Manual { url, except } => {
                Self::Manual { server: ProxyServer::read(url)?, except: Exceptions::read(except) }
            }
        })
    }

    /// The proxy for an origin; none: straight to it.
    pub(crate) fn server_for(&self, origin: &Origin) -> Option<ProxyServer> {
        self.judge(origin).0
    }

    /// The proxy for an origin without its password, and what decided.
    pub(crate) fn route(&self, origin: &Origin) -> Route {
        let (server, rule) = self.judge(origin);
        Route { proxy: server.map(|server| server.place()), rule }
    }

    fn judge(&self, origin: &Origin) -> (Option<ProxyServer>, ProxyRule) {
        match self {
            Self::Environment => Environment::at_start().judge(origin),
            Self::Direct => (None, ProxyRule::Setting),
            Self::Manual { except, .. } if except.hold(origin) => (None, ProxyRule::SettingException),
            Self::Manual { server, .. } => (Some(server.clone()), ProxyRule::Setting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_password() {
        let choice = ProxyChoice::Manual { url: "http://u:CANARY@p:1".to_owned(), except: "a".to_owned() };
        assert!(!format!("{choice:?}").contains("CANARY"));
    }

    #[test]
    fn exceptions_go_straight() {
        let choice = ProxyChoice::Manual { url: "p:3128".to_owned(), except: "internal.example".to_owned() };
        let resolver = Resolver::of(&choice).expect("a proxy");
        let origin = |text: &str| Origin::of(&url::Url::parse(text).expect("an address")).expect("an origin");
        assert!(resolver.server_for(&origin("https://git.internal.example")).is_none());
        assert_eq!(resolver.server_for(&origin("https://example")).expect("the proxy").name(), "p:3128");
        let route = |text: &str| resolver.route(&origin(text));
        assert_eq!(route("https://git.internal.example"), Route { proxy: None, rule: ProxyRule::SettingException });
        assert_eq!(route("https://example"), Route { proxy: Some(("p".to_owned(), 3128)), rule: ProxyRule::Setting });
    }
}
