//! The connections to one origin: its trust and its proxy as they stood when it was opened.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;
use crate::limits::Limits;
use crate::origin::Origin;
use crate::proxy::{ProxyServer, Resolver, Route};
use crate::trust::TrustStore;
use crate::verifier;

/// What we call ourselves.
const USER_AGENT: &str = concat!("Bough/", env!("CARGO_PKG_VERSION"));

/// A pool of connections to one origin.
pub(crate) struct Line {
    pub(crate) http: reqwest::Client,
    pub(crate) proxy: Option<ProxyServer>,
    trust_mark: u64,
    proxy_mark: u64,
}

/// A line for each origin that was asked so far.
pub(crate) struct Lines {
    trust: TrustStore,
    limits: Limits,
    state: Mutex<State>,
}

struct State {
    resolver: Resolver,
    proxy_mark: u64,
    open: HashMap<Origin, Arc<Line>>,
}

impl Lines {
    pub(crate) fn new(trust: TrustStore, resolver: Resolver, limits: Limits) -> Self {
        let state = Mutex::new(State { resolver, proxy_mark: 0, open: HashMap::new() });
        Self { trust, limits, state }
    }

    pub(crate) fn trust(&self) -> &TrustStore {
        &self.trust
    }

    pub(crate) fn set_resolver(&self, resolver: Resolver) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.resolver = resolver;
        state.proxy_mark += 1;
    }

    /// The way that requests to `origin` take.
    pub(crate) fn route(&self, origin: &Origin) -> Route {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).resolver.route(origin)
    }

    /// The line to `origin`. It is opened anew when trust or proxy changed: a TLS session that is resumed shows no
    /// certificate, so an old line must not outlive the trust it was opened with.
    pub(crate) fn to(&self, origin: &Origin) -> Result<Arc<Line>, Error> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (trust_mark, _) = self.trust.of(origin.host(), origin.port());
        let proxy_mark = state.proxy_mark;
        if let Some(line) = state.open.get(origin)
            && (line.trust_mark, line.proxy_mark) == (trust_mark, proxy_mark)
        {
            return Ok(Arc::clone(line));
        }
        let proxy = state.resolver.server_for(origin);
        let http = self.open(origin, proxy.as_ref(), false)?;
        let line = Arc::new(Line { http, proxy, trust_mark, proxy_mark });
        state.open.insert(origin.clone(), Arc::clone(&line));
        Ok(line)
    }

    /// A line on which every handshake ends with the server's certificate in the error, trusted or not.
    pub(crate) fn to_look(&self, origin: &Origin) -> Result<Line, Error> {
        let proxy = {
            let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.resolver.server_for(origin)
        };
        let http = self.open(origin, proxy.as_ref(), true)?;
        Ok(Line { http, proxy, trust_mark: 0, proxy_mark: 0 })
    }

    fn open(&self, origin: &Origin, proxy: Option<&ProxyServer>, look_only: bool) -> Result<reqwest::Client, Error> {
        let tls = verifier::configuration(&self.trust, origin.host(), origin.port(), look_only)?;
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(USER_AGENT)
            .connect_timeout(self.limits.connect)
            // Redirects and repetitions are decided in `reach`, where secrets and counts are known.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .gzip(true);
        if let Some(proxy) = proxy {
            builder = builder.proxy(proxy.to_reqwest()?);
        }
        builder.build().map_err(|e| Error::Broken { detail: format!("no HTTP client: {e}") })
    }
}
