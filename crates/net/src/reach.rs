//! Getting to an answer's head: scope, tries, pauses and redirects, the same for REST and Git.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt, stream};
use jiff::Timestamp;
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::header::{LOCATION, PROXY_AUTHORIZATION, RETRY_AFTER};
use url::Url;

use crate::address::shown;
use crate::credential::Credential;
use crate::error::Error;
use crate::file_body::FileBody;
use crate::limits::Limits;
use crate::line::Lines;
use crate::origin::Origin;
use crate::pace::Pace;
use crate::wire_fault::{self, WireFault};
use crate::{redirect, retry};

/// Pieces in which a known body is handed to the connection, so that its progress can be seen.
const PIECE: usize = 64 * 1024;

/// A request on its way.
pub(crate) struct Call {
    pub(crate) method: reqwest::Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) credential: Option<Credential>,
    /// May be repeated; false for what may change something.
    pub(crate) repeat: bool,
    pub(crate) follow: bool,
    /// Takes packed answers. Git's are packed already.
    pub(crate) packed: bool,
}

/// What a request carries.
pub(crate) enum Load {
    None,
    Known(Bytes),
    Pieces(reqwest::Body),
    File(FileBody),
}

/// An answer whose head has come.
pub(crate) struct Reached {
    pub(crate) response: reqwest::Response,
    pub(crate) url: Url,
    pub(crate) origin: Origin,
}

impl Call {
    /// Refuses addresses that can't be asked and headers that only a [`Credential`] may bring.
    pub(crate) fn new(method: reqwest::Method, url: Url, headers: &[(String, String)]) -> Result<Self, Error> {
        let invalid = |why: &str| Error::InvalidUrl { url: shown(&url), why: why.to_owned() };
        if Origin::of(&url).is_none() {
            return Err(invalid("it is no http or https address"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("it holds a user name or password"));
        }
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = HeaderName::try_from(name).map_err(|_| broken_header(name))?;
            if [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(&name) {
                return Err(Error::Broken { detail: format!("{name} is sent for a credential only") });
            }
            let value = HeaderValue::try_from(value).map_err(|_| broken_header(name.as_str()))?;
            map.append(name, value);
        }
        let repeat = method == reqwest::Method::GET;
        Ok(Self { method, url, headers: map, credential: None, repeat, follow: repeat, packed: true })
    }
}

fn broken_header(name: &str) -> Error {
    Error::Broken { detail: format!("the header {} can't be sent", name.escape_debug()) }
}

/// Goes to the answer's head. Statuses from 400 on are answers, but for 429.
pub(crate) async fn reach(lines: &Lines, limits: &Limits, call: &Call, load: Load, pace: &Arc<Pace>) -> Result<Reached, Error> {
    let mut url = call.url.clone();
    // Before anything is sent: a credential that may not go there is a mistake, not a request without it.
    let mut authorization = call.credential.as_ref().map(|credential| credential.header(&url)).transpose()?;
    let mut load = Some(load);
    let (mut tried, mut followed) = (0, 0);
    loop {
        let origin = Origin::of(&url).ok_or_else(|| Error::Broken { detail: "an address lost its host".to_owned() })?;
        tried += 1;
        let last = !call.repeat || tried >= limits.tries;
        let body = match &load {
            // A question may be asked again.
            Some(Load::Known(bytes)) => Load::Known(bytes.clone()),
            Some(Load::File(file)) => Load::File(file.clone()),
            _ => load.take().unwrap_or(Load::None),
        };
        let response = match attempt(lines, limits, call, &origin, &url, authorization.clone(), body, pace).await {
            Ok(response) => response,
            Err(fault) if fault.again && !last => {
                tokio::time::sleep(retry::backoff(limits, tried)).await;
                continue;
            }
            Err(fault) => return Err(fault.error),
        };
        let status = response.status().as_u16();
        if retry::is_transient(status) {
            let now = Timestamp::now();
            let wait = retry::retry_after(text(&response, &RETRY_AFTER), now);
            if !last && wait.is_none_or(|wait| wait <= limits.patience) {
                tokio::time::sleep(wait.unwrap_or_else(|| retry::backoff(limits, tried))).await;
                continue;
            }
            if status == 429 {
                return Err(Error::RateLimited { host: origin.to_string(), until: retry::until(wait, now) });
            }
        }
        match redirect::next(&url, status, text(&response, &LOCATION), call.follow, followed)? {
            None => return Ok(Reached { response, url, origin }),
            Some(to) => {
                followed += 1;
                tried = 0;
                // Same origin, but perhaps out of the scope: a sign-in page gets no token.
                authorization = call.credential.as_ref().and_then(|credential| credential.header(&to).ok());
                url = to;
            }
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one try needs all that the loop around it decides")]
async fn attempt(
    lines: &Lines,
    limits: &Limits,
    call: &Call,
    origin: &Origin,
    url: &Url,
    authorization: Option<HeaderValue>,
    load: Load,
    pace: &Arc<Pace>,
) -> Result<reqwest::Response, WireFault> {
    let line = lines.to(origin)?;
    let mut request = line.http.request(call.method.clone(), url.clone()).headers(call.headers.clone());
    if !call.packed {
        request = request.header(ACCEPT_ENCODING, "identity");
    }
    if let Some(value) = authorization {
        request = request.header(AUTHORIZATION, value);
    }
    request = match load {
        Load::None => request,
        Load::Pieces(body) => request.body(body),
        Load::File(file) => request.header(CONTENT_LENGTH, file.length()).body(file.begin(pace)),
        Load::Known(bytes) => {
            // The length is said, for servers that take no chunked bodies.
            request.header(CONTENT_LENGTH, bytes.len()).body(reqwest::Body::wrap_stream(pieces(bytes, pace)))
        }
    };
    pace.moved();
    let answer = pace.keep(request.send(), limits.idle).await;
    pace.moved();
    match answer {
        None => {
            let detail = format!("it was silent for {} s", limits.idle.as_secs());
            Err(Error::TimedOut { host: origin.to_string(), detail, sent: true }.into())
        }
        Some(Err(error)) => Err(wire_fault::read(&error, origin, &line)),
        Some(Ok(response)) => match (&line.proxy, response.status().as_u16()) {
            (Some(proxy), 407) => {
                let detail = "it wants a user name and a password".to_owned();
                Err(Error::ProxyRefused { proxy: proxy.name(), detail }.into())
            }
            _ => Ok(response),
        },
    }
}

fn pieces(mut bytes: Bytes, pace: &Arc<Pace>) -> impl Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static {
    let pace = Arc::clone(pace);
    let parts = std::iter::from_fn(move || (!bytes.is_empty()).then(|| Ok(bytes.split_to(bytes.len().min(PIECE)))));
    stream::iter(parts).inspect_ok(move |_| pace.moved())
}

fn text<'a>(response: &'a reqwest::Response, name: &HeaderName) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}
