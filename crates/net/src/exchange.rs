//! Requests from job threads: Git's conversation over HTTP(S), streamed both ways.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use url::Url;

use crate::answer::{Answer, Head};
use crate::cancel::Cancel;
use crate::client::{Client, Inner, told};
use crate::credential::Credential;
use crate::error::Error;
use crate::file_body::FileBody;
use crate::origin::Origin;
use crate::pace::Pace;
use crate::reach::{self, Call, Load, Reached};
use crate::runtime::runtime;
use crate::upload::Upload;
use crate::wire_fault;

/// Pieces of an answer that may wait to be read. A piece is what one read of the connection gave: 16 KiB (HTTP/2) to
/// some 400 KiB (HTTP/1.1); together enough that neither side waits for the other's scheduling.
const WAITING: usize = 32;

/// How a Git request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The advertisement of refs. Tried again where the connection fails.
    Get,
    /// The conversation. Never repeated.
    Post,
    /// A POST that only asks. Tried again as a GET is.
    Ask,
    /// A thing whole, to the place that is named after its bytes. Tried again as a GET is: nothing becomes of it twice.
    Put,
}

/// A request from a blocking thread, for [`Client::exchange`], [`Client::upload`] and [`Client::put`].
#[derive(Debug)]
pub struct Exchange {
    /// What is done with the address.
    pub method: Method,
    /// The address; without user name and password.
    pub url: Url,
    /// Headers; none that only a credential may bring.
    pub headers: Vec<(String, String)>,
    /// The body of a POST; empty for a GET, and for a PUT, whose body is given beside.
    pub body: Vec<u8>,
    /// The secret to be sent along, if its scope admits the address; else nothing is sent at all.
    pub credential: Option<Credential>,
    /// What stops it, also while the server is silent.
    pub cancel: Cancel,
    /// True: up to five redirects within the very same origin are followed. Else any is an error.
    pub follow_same_origin: bool,
}

impl Client {
    /// Makes a request and waits for the answer's head; the body is then read from [`Answer`] as it comes. Blocks: for
    /// job threads, never inside asynchronous code. Statuses from 400 on are answers, but for 429.
    pub fn exchange(&self, exchange: Exchange) -> Result<Answer, Error> {
        let body = Bytes::from(exchange.body);
        let load = if body.is_empty() && exchange.method == Method::Get { Load::None } else { Load::Known(body) };
        let pace = Arc::new(Pace::new());
        let begun = self.begin(exchange.method, exchange.url, &exchange.headers, |call| {
            call.credential = exchange.credential;
            call.follow = exchange.follow_same_origin && exchange.method == Method::Get;
            call.repeat |= exchange.method == Method::Ask;
            (load, pace, exchange.cancel)
        })?;
        begun.head()
    }

    /// Sends a file with its length said, and waits for the answer's head. Blocks, as [`Client::exchange`] does.
    pub fn put(&self, exchange: Exchange, body: FileBody) -> Result<Answer, Error> {
        let pace = Arc::new(Pace::new());
        let begun = self.begin(Method::Put, exchange.url, &exchange.headers, |call| {
            call.credential = exchange.credential;
            call.repeat = true;
            (Load::File(body), pace, exchange.cancel)
        })?;
        begun.head()
    }

    /// Begins a POST whose body goes on after `exchange.body`: write it to the [`Upload`], then finish that.
    pub fn upload(&self, exchange: Exchange) -> Result<Upload, Error> {
        let (pieces, incoming) = mpsc::channel(crate::upload::WAITING);
        let pace = Arc::new(Pace::new());
        let load = Load::Pieces(crate::upload::body(Bytes::from(exchange.body), incoming, Arc::clone(&pace)));
        let begun = self.begin(Method::Post, exchange.url, &exchange.headers, |call| {
            call.credential = exchange.credential;
            call.follow = false;
            (load, pace, exchange.cancel)
        })?;
        Ok(Upload::new(pieces, begun))
    }

    fn begin(
        &self,
        method: Method,
        url: Url,
        headers: &[(String, String)],
        rest: impl FnOnce(&mut Call) -> (Load, Arc<Pace>, Cancel),
    ) -> Result<Begun, Error> {
        let method = match method {
            Method::Get => reqwest::Method::GET,
            Method::Post | Method::Ask => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let mut call = Call::new(method, url, headers)?;
        call.packed = false;
        let (load, pace, cancel) = rest(&mut call);
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let (head, told_head) = oneshot::channel();
        let (pieces, body) = mpsc::channel(WAITING);
        let (inner, stop, ended) = (Arc::clone(&self.0), cancel.clone(), Cancel::new());
        let end = ended.clone();
        let task = runtime()?.spawn(async move {
            tokio::select! {
                biased;
                () = stop.cancelled() => {}
                () = inner.converse(call, load, pace, head, pieces, &end) => {}
            }
        });
        Ok(Begun { head: told_head, body, cancel, ended, task: task.abort_handle() })
    }
}

/// A request under way on our threads, seen from the job's.
pub(crate) struct Begun {
    head: oneshot::Receiver<Result<Head, Error>>,
    body: mpsc::Receiver<Result<Bytes, Error>>,
    pub(crate) cancel: Cancel,
    /// Raised once the head, or an error in its place, is there: nobody takes more of the request's body then.
    pub(crate) ended: Cancel,
    pub(crate) task: tokio::task::AbortHandle,
}

impl Begun {
    /// Waits for the head. The other side ends without a word only when it was cancelled.
    pub(crate) fn head(self) -> Result<Answer, Error> {
        match self.head.blocking_recv() {
            Ok(head) => Ok(Answer::new(head?, self.body, self.cancel)),
            Err(_) if self.cancel.is_cancelled() => Err(Error::Cancelled),
            Err(_) => Err(Error::Broken { detail: "a request was lost".to_owned() }),
        }
    }
}

impl Inner {
    async fn converse(
        &self,
        call: Call,
        load: Load,
        pace: Arc<Pace>,
        head: oneshot::Sender<Result<Head, Error>>,
        pieces: mpsc::Sender<Result<Bytes, Error>>,
        ended: &Cancel,
    ) {
        let reached = async {
            // Only until the head has come: a job may hold one answer open while it asks for the next.
            let _turn = self.turn(&call, true).await?;
            reach::reach(&self.lines, &self.limits, &call, load, &pace).await
        };
        let reached = reached.await;
        ended.cancel();
        match reached {
            Err(error) => {
                self.tell(&call, Err(&error));
                let _ = head.send(Err(error));
            }
            Ok(Reached { response, url, origin }) => {
                let user = response.headers().get("X-AUSERNAME").and_then(|value| value.to_str().ok());
                self.tell(&call, Ok(told(response.status().as_u16(), user)));
                let status = response.status().as_u16();
                if head.send(Ok(Head { status, url, headers: response.headers().clone() })).is_ok() {
                    self.pump(response, &origin, &pieces).await;
                }
            }
        }
    }

    /// Hands the body over, piece by piece and uncopied, as fast as it is read; ends when nobody reads any more.
    async fn pump(&self, mut response: reqwest::Response, origin: &Origin, pieces: &mpsc::Sender<Result<Bytes, Error>>) {
        // Room first: while the reader is busy the server's silence is ours, and no limit runs.
        while let Ok(room) = pieces.reserve().await {
            let piece = tokio::select! {
                biased;
                piece = tokio::time::timeout(self.limits.idle, response.chunk()) => piece,
                () = pieces.closed() => return,
            };
            match piece {
                Ok(Ok(Some(piece))) => room.send(Ok(piece)),
                Ok(Ok(None)) => return,
                Ok(Err(error)) => return room.send(Err(wire_fault::cut(&error, origin))),
                Err(_) => {
                    let detail = format!("it was silent for {} s in the middle of the answer", self.limits.idle.as_secs());
                    return room.send(Err(Error::TimedOut { host: origin.to_string(), detail, sent: true }));
                }
            }
        }
    }
}
