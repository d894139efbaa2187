//! A request body that is written while it goes out: a push.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;

use crate::answer::Answer;
use crate::error::Error;
use crate::exchange::Begun;
use crate::pace::Pace;
use crate::runtime::runtime;

/// Small writes are gathered up to this many bytes.
const PIECE: usize = 64 * 1024;
/// Pieces that may wait to be sent.
pub(crate) const WAITING: usize = 16;

/// What the body is made of.
pub(crate) enum Piece {
    Bytes(Bytes),
    /// Its proper end. A queue that ends without it was given up.
    End,
}

/// The body of a POST under way. Write it, then [`finish`](Self::finish). Dropped unfinished, the request is given up:
/// the server sees a broken connection and never a body that ends too early.
pub struct Upload {
    /// None once nobody takes more.
    pieces: Option<mpsc::Sender<Piece>>,
    gathered: BytesMut,
    begun: Option<Begun>,
}

impl Upload {
    pub(crate) fn new(pieces: mpsc::Sender<Piece>, begun: Begun) -> Self {
        Self { pieces: Some(pieces), gathered: BytesMut::with_capacity(PIECE), begun: Some(begun) }
    }

    /// Ends the body and waits for the answer's head.
    pub fn finish(mut self) -> Result<Answer, Error> {
        self.hand_over()?;
        self.queue(Piece::End)?;
        match self.begun.take() {
            Some(begun) => begun.head(),
            None => Err(Error::Broken { detail: "an upload was finished twice".to_owned() }),
        }
    }

    fn hand_over(&mut self) -> Result<(), Error> {
        let piece = self.gathered.split().freeze();
        if piece.is_empty() { Ok(()) } else { self.queue(Piece::Bytes(piece)) }
    }

    /// Queues a piece, waiting for room. Where the server has answered already (401, 413) or the connection broke,
    /// nobody takes it any more: it is let go, for the answer tells.
    fn queue(&mut self, piece: Piece) -> Result<(), Error> {
        let (Some(pieces), Some(begun)) = (&self.pieces, &self.begun) else { return Ok(()) };
        let queued = runtime()?.block_on(async {
            tokio::select! {
                biased;
                () = begun.cancel.cancelled() => Err(Error::Cancelled),
                () = begun.ended.cancelled() => Ok(false),
                sent = pieces.send(piece) => Ok(sent.is_ok()),
            }
        });
        if queued.is_err() || matches!(queued, Ok(false)) {
            self.pieces = None;
        }
        queued.map(drop)
    }
}

impl Write for Upload {
    /// Fails only where the job was cancelled.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.begun.as_ref().is_some_and(|begun| begun.cancel.is_cancelled()) {
            return Err(Error::Cancelled.into());
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(self.hand_over()?)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(begun) = &self.begun {
            begun.task.abort();
        }
    }
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload").finish_non_exhaustive()
    }
}

/// The body as the connection takes it: `first`, then what is written. Waiting for the writer is not the server's fault.
pub(crate) fn body(first: Bytes, mut incoming: mpsc::Receiver<Piece>, pace: Arc<Pace>) -> reqwest::Body {
    let written = stream::poll_fn(move |context| {
        let next = incoming.poll_recv(context);
        if next.is_pending() {
            pace.our_turn();
        } else {
            pace.moved();
        }
        next.map(|piece| match piece {
            Some(Piece::Bytes(bytes)) => Some(Ok(bytes)),
            Some(Piece::End) => None,
            // The connection is broken off by this: what was sent so far must not look complete.
            None => Some(Err(io::Error::from(Error::Cancelled))),
        })
    });
    let start = stream::iter((!first.is_empty()).then_some(Ok(first)));
    reqwest::Body::wrap_stream(start.chain(written))
}
