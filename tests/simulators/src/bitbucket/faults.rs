//! Faults to switch on: what networks, proxies and tired servers do to requests, for all paths or those below a prefix.

mod answers;
mod bodies;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::server::Server;

/// Bytes of a body that are read before it is refused.
const LONGEST: usize = 1 << 30;

/// The request is to be treated as if its token had expired.
#[derive(Clone, Copy)]
pub(crate) struct ExpiredToken;

#[derive(Clone, Debug)]
enum Kind {
    Delay(Duration),
    BlackHole,
    CutAfter(u64),
    CutAt(f64),
    StallAt(f64),
    Throttle(u64),
    Status { status: u16, retry_after: Option<u64> },
    WebPage,
    RedirectTo { status: u16, url: String },
    TruncatedJson,
    Garbage,
    ExpiredToken,
    Clock(i64),
    Captcha,
}

/// One thing that goes wrong. Without further words it happens to every request until it is cleared.
#[derive(Clone, Debug)]
pub struct Fault {
    kind: Kind,
    prefix: String,
    skip: u32,
    times: Option<u32>,
}

impl Fault {
    const fn new(kind: Kind) -> Self {
        Self { kind, prefix: String::new(), skip: 0, times: None }
    }

    /// Answers come later.
    pub const fn delay(time: Duration) -> Self {
        Self::new(Kind::Delay(time))
    }

    /// The connection is accepted and never answered.
    pub const fn black_hole() -> Self {
        Self::new(Kind::BlackHole)
    }

    /// The connection breaks after so many bytes of the body.
    pub const fn cut_after(bytes: u64) -> Self {
        Self::new(Kind::CutAfter(bytes))
    }

    /// The connection breaks after this part (0 to 1) of the body, also in the middle of a pack. Bodies are held back for it.
    pub const fn cut_at(fraction: f64) -> Self {
        Self::new(Kind::CutAt(fraction))
    }

    /// Nothing more comes after this part (0 to 1) of the body, but the connection stays open. Bodies are held back for it.
    pub const fn stall_at(fraction: f64) -> Self {
        Self::new(Kind::StallAt(fraction))
    }

    /// Bodies arrive at so many bytes a second.
    pub const fn throttle(bytes_per_second: u64) -> Self {
        Self::new(Kind::Throttle(bytes_per_second))
    }

    /// The answer has this status: 401, 403 and 404 in the server's JSON, 429 empty, 502 and 503 as a proxy's page.
    pub const fn status(status: u16) -> Self {
        Self::new(Kind::Status { status, retry_after: None })
    }

    /// 429 (or 503) that says to come back after so many seconds.
    pub const fn retry_after(status: u16, seconds: u64) -> Self {
        Self::new(Kind::Status { status, retry_after: Some(seconds) })
    }

    /// 200 with a web page, as single sign-on in front of the server answers.
    pub const fn web_page() -> Self {
        Self::new(Kind::WebPage)
    }

    /// 302 with a web page to another place; the path asked for is appended to the URL if that ends in `/`.
    pub fn redirect_to(url: impl Into<String>) -> Self {
        Self::redirect_as(302, url)
    }

    /// The same with another status, such as 307, which asks for the body to be sent again.
    pub fn redirect_as(status: u16, url: impl Into<String>) -> Self {
        Self::new(Kind::RedirectTo { status, url: url.into() })
    }

    /// JSON that stops in the middle although the answer is complete.
    pub const fn truncated_json() -> Self {
        Self::new(Kind::TruncatedJson)
    }

    /// Bytes that are nothing at all, called JSON.
    pub const fn garbage() -> Self {
        Self::new(Kind::Garbage)
    }

    /// Tokens are refused as if their time were over.
    pub const fn expired_token() -> Self {
        Self::new(Kind::ExpiredToken)
    }

    /// 401 that says that the account is locked until a CAPTCHA is solved, however it signs in.
    pub const fn captcha() -> Self {
        Self::new(Kind::Captcha)
    }

    /// The server's clock is so many seconds ahead; below 0: behind.
    pub const fn clock_off(seconds: i64) -> Self {
        Self::new(Kind::Clock(seconds))
    }

    /// Only for paths below this prefix (without the context path), such as `/rest/api` or `/scm`.
    #[must_use]
    pub fn on(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Only so many times.
    #[must_use]
    pub const fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Not for the first so many requests.
    #[must_use]
    pub const fn after(mut self, requests: u32) -> Self {
        self.skip = requests;
        self
    }
}

struct Armed {
    fault: Fault,
    seen: AtomicU32,
}

#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Arc<Armed>>>);

impl Faults {
    pub fn add(&self, fault: Fault) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(Armed { fault, seen: AtomicU32::new(0) }));
    }

    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What goes wrong with a request for this path, each counted once.
    fn on(&self, path: &str) -> Vec<Kind> {
        let armed = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let hits = armed.iter().filter(|each| {
            if !path.starts_with(&each.fault.prefix) {
                return false;
            }
            let seen = each.seen.fetch_add(1, Ordering::Relaxed);
            let end = each.fault.times.map(|times| each.fault.skip.saturating_add(times));
            seen >= each.fault.skip && end.is_none_or(|end| seen < end)
        });
        hits.map(|each| each.fault.kind.clone()).collect()
    }
}

/// The layer that lets things go wrong.
pub(crate) async fn apply(State(server): State<Arc<Server>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let faults = server.faults.on(server.inside(&path).unwrap_or(&path));
    if faults.is_empty() {
        return next.run(request).await;
    }
    for fault in &faults {
        match fault {
            Kind::Delay(time) => tokio::time::sleep(*time).await,
            Kind::BlackHole => std::future::pending().await,
            Kind::ExpiredToken => drop(request.extensions_mut().insert(ExpiredToken)),
            other => {
                if let Some(response) = answers::instead(other, &path) {
                    // As servers do: whoever closes the door on a body that still comes is not heard.
                    drop(to_bytes(request.into_body(), LONGEST).await);
                    return response;
                }
            }
        }
    }
    let mut response = next.run(request).await;
    for fault in &faults {
        response = match fault {
            Kind::CutAfter(bytes) => bodies::cut_after(response, *bytes),
            Kind::CutAt(fraction) => bodies::cut_at(response, *fraction).await,
            Kind::StallAt(fraction) => bodies::stall_at(response, *fraction).await,
            Kind::Throttle(rate) => bodies::throttle(response, *rate),
            Kind::TruncatedJson => bodies::truncate(response).await,
            Kind::Clock(seconds) => answers::dated(response, *seconds),
            _ => response,
        };
    }
    response
}
