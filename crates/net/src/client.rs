//! The client: its clones share connections, trust, proxy and counts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Bytes, BytesMut};
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use crate::certificate::Certificate;
use crate::credential::Credential;
use crate::error::Error;
use crate::limits::Limits;
use crate::line::Lines;
use crate::origin::Origin;
use crate::pace::Pace;
use crate::proxy::{ProxyChoice, Resolver};
use crate::reach::{self, Call, Load, Reached};
use crate::request::Request;
use crate::response::Response;
use crate::runtime::runtime;
use crate::trust::TrustStore;
use crate::watch::{Observation, Outcome, Watchers};
use crate::wire_fault;

/// One HTTP client for everything; clones share connections.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) lines: Lines,
    pub(crate) limits: Limits,
    watchers: Watchers,
    turns: Mutex<HashMap<Turn, Arc<Semaphore>>>,
}

/// Who queues where: an origin, an account (by a hash of what it signs in with), and Git apart from REST, so that
/// long transfers keep nobody waiting.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Turn {
    origin: Origin,
    account: Option<[u8; 32]>,
    git: bool,
}

impl Client {
    /// A client with the application's limits. Needs no runtime. [`Error::InvalidUrl`] where the proxy can't be read.
    pub fn new(trust: TrustStore, proxy: ProxyChoice) -> Result<Self, Error> {
        Self::with_limits(trust, proxy, Limits::default())
    }

    /// A client with other limits.
    #[expect(clippy::needless_pass_by_value, reason = "a choice is made to be given away")]
    pub fn with_limits(trust: TrustStore, proxy: ProxyChoice, limits: Limits) -> Result<Self, Error> {
        let lines = Lines::new(trust, Resolver::of(&proxy)?, limits.clone());
        Ok(Self(Arc::new(Inner { lines, limits, watchers: Watchers::default(), turns: Mutex::default() })))
    }

    /// Another proxy, from the next connection on. [`Error::InvalidUrl`] where it can't be read; the old one stays then.
    #[expect(clippy::needless_pass_by_value, reason = "a choice is made to be given away")]
    pub fn set_proxy(&self, proxy: ProxyChoice) -> Result<(), Error> {
        self.0.lines.set_resolver(Resolver::of(&proxy)?);
        Ok(())
    }

    /// Whom this client trusts.
    pub fn trust(&self) -> &TrustStore {
        self.0.lines.trust()
    }

    /// Calls `watcher` after each request, from whatever thread it ended on.
    pub fn watch(&self, watcher: Arc<dyn Fn(&Observation) + Send + Sync>) {
        self.0.watchers.add(watcher);
    }

    /// Sends a request and waits for the whole answer. Answers with a status from 400 on are answers, but for 429.
    /// Dropping the future gives the request up. Works on any runtime.
    ///
    /// All variants of [`Error`] are possible.
    pub async fn send(&self, request: Request) -> Result<Response, Error> {
        if let Some(fault) = request.fault {
            return Err(fault);
        }
        let mut call = Call::new(request.method, request.url, &request.headers)?;
        call.credential = request.credential;
        call.repeat &= request.retry;
        let load = request.body.map_or(Load::None, Load::Known);
        let (inner, cancel, limit) = (Arc::clone(&self.0), request.cancel, request.limit);
        on_our_threads(async move {
            let work = async {
                let answer = inner.send(&call, load, limit).await;
                inner.tell(&call, answer.as_ref().map(|answer| told(answer.status, answer.header("X-AUSERNAME"))));
                answer
            };
            tokio::select! {
                biased;
                () = cancel.cancelled() => Err(Error::Cancelled),
                answer = work => answer,
            }
        })
        .await
    }

    /// Shows a server's certificate, by a TLS handshake that always ends there: nothing is asked and nothing trusted.
    pub async fn certificate(&self, host: &str, port: u16) -> Result<Certificate, Error> {
        let text = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
        let invalid = |why: String| Error::InvalidUrl { url: format!("https://{text}:{port}"), why };
        let url = Url::parse(&format!("https://{text}:{port}/")).map_err(|e| invalid(e.to_string()))?;
        let origin = Origin::of(&url).ok_or_else(|| invalid("it has no host".to_owned()))?;
        if url.as_str() != format!("https://{}:{port}/", origin.host()) && url.as_str() != format!("https://{}/", origin.host()) {
            return Err(invalid("it is no host name".to_owned()));
        }
        let inner = Arc::clone(&self.0);
        on_our_threads(async move {
            let line = inner.lines.to_look(&origin)?;
            let pace = Pace::new();
            match pace.keep(line.http.get(url).send(), inner.limits.idle).await {
                None => Err(Error::TimedOut { host: origin.to_string(), detail: "no handshake in time".to_owned(), sent: false }),
                Some(Ok(_)) => Err(Error::Broken { detail: "a handshake that shows only went through".to_owned() }),
                Some(Err(error)) => match wire_fault::read(&error, &origin, &line).error {
                    Error::Untrusted(certificate) => Ok(*certificate),
                    other => Err(other),
                },
            }
        })
        .await
    }
}

impl Inner {
    async fn send(&self, call: &Call, load: Load, limit: u64) -> Result<Response, Error> {
        let _turn = self.turn(call, false).await?;
        let pace = Arc::new(Pace::new());
        let Reached { mut response, url, origin } = reach::reach(&self.lines, &self.limits, call, load, &pace).await?;
        let too_large = || Error::TooLarge { host: origin.to_string(), limit };
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let (mut first, mut body) = (Bytes::new(), BytesMut::new());
        loop {
            pace.moved();
            let Some(chunk) = pace.keep(response.chunk(), self.limits.idle).await else {
                let detail = "the answer stopped in the middle".to_owned();
                return Err(Error::TimedOut { host: origin.to_string(), detail, sent: true });
            };
            let Some(chunk) = chunk.map_err(|error| wire_fault::cut(&error, &origin))? else { break };
            if (first.len() + body.len() + chunk.len()) as u64 > limit {
                return Err(too_large());
            }
            // Most answers come in one piece, which is then not copied.
            if first.is_empty() && body.is_empty() {
                first = chunk;
            } else {
                body.extend_from_slice(&std::mem::take(&mut first));
                body.extend_from_slice(&chunk);
            }
        }
        let body = if body.is_empty() { first } else { body.freeze() };
        Ok(Response { status: response.status().as_u16(), url, body, headers: std::mem::take(response.headers_mut()) })
    }

    /// Waits until fewer than the limit are under way for this origin and account.
    pub(crate) async fn turn(&self, call: &Call, git: bool) -> Result<OwnedSemaphorePermit, Error> {
        let broken = || Error::Broken { detail: "the queue for requests is gone".to_owned() };
        let origin = Origin::of(&call.url).ok_or_else(broken)?;
        let account = call.credential.as_ref().map(|credential: &Credential| credential.header(&call.url)).transpose()?;
        let turn = Turn { origin, account: account.map(|header| Sha256::digest(header.as_bytes()).into()), git };
        let queue = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(turn).or_insert_with(|| Arc::new(Semaphore::new(self.limits.parallel))))
        };
        queue.acquire_owned().await.map_err(|_| broken())
    }

    /// Tells the watchers how a call went. For an answer: true where the credential was refused.
    pub(crate) fn tell(&self, call: &Call, went: Result<Told, &Error>) {
        let Some(origin) = Origin::of(&call.url) else { return };
        let outcome = match went {
            Ok(Told::Refused) if call.credential.is_some() => Outcome::Unauthorized,
            Ok(_) | Err(Error::TooLarge { .. } | Error::RedirectedAway { .. }) => Outcome::Fine,
            Err(Error::RateLimited { until, .. }) => Outcome::RateLimited { until: *until },
            Err(Error::Offline { .. } | Error::TimedOut { .. } | Error::Untrusted(_) | Error::ProxyRefused { .. }) => {
                Outcome::Offline
            }
            Err(Error::Cancelled | Error::InvalidUrl { .. } | Error::OutOfScope { .. } | Error::Broken { .. }) => return,
        };
        self.watchers.tell(&origin, outcome);
    }
}

/// What an answer's head says about the credential.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Accepted,
    Refused,
}

/// Bitbucket answers 401 also to somebody it knows but does not permit, and names them then; the token is good.
pub(crate) fn told(status: u16, user: Option<&str>) -> Told {
    if status == 401 && user.is_none_or(str::is_empty) { Told::Refused } else { Told::Accepted }
}

/// Runs on our threads, so that connections outlive the caller's runtime; given up when the caller's future is dropped.
pub(crate) async fn on_our_threads<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    struct Guard(tokio::task::AbortHandle);
    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let task = runtime()?.spawn(work);
    let _guard = Guard(task.abort_handle());
    task.await.unwrap_or_else(|e| Err(Error::Broken { detail: format!("a request was lost: {e}") }))
}
