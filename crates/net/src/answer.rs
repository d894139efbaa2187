//! An answer that is read while it comes.

use std::io::{self, BufRead, Read};

use bytes::{Buf, Bytes};
use reqwest::header::HeaderMap;
use tokio::sync::mpsc;
use url::Url;

use crate::cancel::Cancel;
use crate::error::Error;
use crate::response::{essence, is_web_page};

/// The head of an answer.
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
}

/// The answer to an [`Exchange`](crate::Exchange), for a blocking thread.
///
/// Reading through [`BufRead`] copies nothing. A failed read carries an [`Error`]: see [`Error::of`]. Dropping it gives
/// the rest of the body up.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The address that answered, after redirects.
    pub url: Url,
    headers: HeaderMap,
    piece: Bytes,
    body: mpsc::Receiver<Result<Bytes, Error>>,
    cancel: Cancel,
    /// Set by the first failed read; later ones fail alike.
    failed: Option<Error>,
}

impl Answer {
    pub(crate) fn new(head: Head, body: mpsc::Receiver<Result<Bytes, Error>>, cancel: Cancel) -> Self {
        let Head { status, url, headers } = head;
        Self { status, url, headers, piece: Bytes::new(), body, cancel, failed: None }
    }

    /// The first header of this name (any case), where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The content type without its parameters, in lower case.
    pub fn content_type(&self) -> Option<String> {
        essence(&self.headers)
    }

    /// True for a page made for a browser. Looks into the body where there is no content type, so it may wait for it.
    pub fn is_web_page(&mut self) -> bool {
        if essence(&self.headers).is_none() && self.fill().is_err() {
            return false;
        }
        is_web_page(&self.headers, &self.piece)
    }

    /// The next piece of the body, as it came; none at the end.
    pub fn piece(&mut self) -> Result<Option<Bytes>, Error> {
        self.fill()?;
        Ok((!self.piece.is_empty()).then(|| std::mem::take(&mut self.piece)))
    }

    /// At most `limit` bytes of the body as text, for messages. What can't be read is left out.
    pub fn text(&mut self, limit: u64) -> String {
        let mut bytes = Vec::new();
        // What came before an error is worth showing.
        let _ = self.take(limit).read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Waits for a piece unless there is one; it stays empty at the end.
    fn fill(&mut self) -> Result<(), Error> {
        while self.piece.is_empty() {
            // Pieces that came before the flag was raised must not keep a cancelled job busy.
            let next = if self.cancel.is_cancelled() { Some(Err(Error::Cancelled)) } else { self.next() };
            match next {
                None => return Ok(()),
                Some(Ok(piece)) => self.piece = piece,
                Some(Err(error)) => {
                    self.failed = Some(error.clone());
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Option<Result<Bytes, Error>> {
        if let Some(error) = &self.failed {
            return Some(Err(error.clone()));
        }
        let next = self.body.blocking_recv();
        if next.is_none() && self.cancel.is_cancelled() { Some(Err(Error::Cancelled)) } else { next }
    }
}

impl BufRead for Answer {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(&self.piece)
    }

    fn consume(&mut self, amount: usize) {
        self.piece.advance(amount);
    }
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        self.fill()?;
        let amount = self.piece.len().min(buffer.len());
        self.piece.copy_to_slice(&mut buffer[..amount]);
        Ok(amount)
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}
