//! What happens to a body on its way: broken off, slow, or only half there.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt, stream};

/// Larger than any body that a test lets break at a fraction.
const MOST: usize = 1 << 30;

/// Puts another body into an answer, but leaves the length that was promised.
fn replace<S>(response: Response, change: impl FnOnce(Body) -> S) -> Response
where
    S: Stream<Item = Result<Bytes, io::Error>> + Send + 'static,
{
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::from_stream(change(body)))
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "a fault of the scenario")
}

/// Lets so many bytes through and then breaks the connection; a shorter body breaks at its end.
pub(super) fn cut_after(response: Response, bytes: u64) -> Response {
    replace(response, move |body| {
        let left = usize::try_from(bytes).unwrap_or(usize::MAX);
        stream::unfold((body.into_data_stream(), left), |(mut source, left)| async move {
            if left == 0 {
                // Time for what went before to leave the machine: a reset would overtake it.
                tokio::time::sleep(Duration::from_millis(5)).await;
                return Some((Err(broken()), (source, 0)));
            }
            match source.next().await {
                Some(Ok(chunk)) => {
                    let part = chunk.slice(..chunk.len().min(left));
                    let left = left - part.len();
                    Some((Ok(part), (source, left)))
                }
                _ => Some((Err(broken()), (source, 0))),
            }
        })
    })
}

pub(super) async fn cut_at(response: Response, fraction: f64) -> Response {
    let (response, bytes) = measured(response, fraction).await;
    cut_after(response, bytes)
}

/// Lets a part through and then says nothing, for as long as somebody listens.
pub(super) async fn stall_at(response: Response, fraction: f64) -> Response {
    let (response, bytes) = measured(response, fraction).await;
    replace(response, move |body| {
        let left = usize::try_from(bytes).unwrap_or(usize::MAX);
        stream::unfold((body.into_data_stream(), left), |(mut source, left)| async move {
            match source.next().await {
                Some(Ok(chunk)) if left > 0 => {
                    let part = chunk.slice(..chunk.len().min(left));
                    let left = left - part.len();
                    Some((Ok(part), (source, left)))
                }
                _ => std::future::pending().await,
            }
        })
    })
}

/// Holds a body back, and says how many bytes a part of it is.
async fn measured(response: Response, fraction: f64) -> (Response, u64) {
    let (parts, body) = response.into_parts();
    let whole = to_bytes(body, MOST).await.unwrap_or_default();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place somewhere in the body is precise enough"
    )]
    let bytes = (whole.len() as f64 * fraction.clamp(0.0, 1.0)) as u64;
    (Response::from_parts(parts, Body::from(whole)), bytes)
}

/// Passes ten portions a second.
pub(super) fn throttle(response: Response, rate: u64) -> Response {
    replace(response, move |body| {
        let portion = usize::try_from(rate / 10).unwrap_or(usize::MAX).max(1);
        stream::unfold((body.into_data_stream(), Bytes::new()), move |(mut source, mut rest)| async move {
            if rest.is_empty() {
                match source.next().await? {
                    Ok(chunk) => rest = chunk,
                    Err(error) => return Some((Err(io::Error::other(error)), (source, rest))),
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            let part = rest.split_to(rest.len().min(portion));
            Some((Ok(part), (source, rest)))
        })
    })
}

/// The first half of the body as a complete answer.
pub(super) async fn truncate(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, MOST).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(whole.slice(..whole.len() / 2)))
}
