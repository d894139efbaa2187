//! A request body that lies in a file: read while it goes out, and once more from its beginning where the request is repeated.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;

use crate::pace::Pace;

/// Bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// What opens the file; once for each try.
type Open = dyn Fn() -> io::Result<File> + Send + Sync;
/// What hears how many bytes the connection took so far; 0 again at each try.
type Ear = dyn Fn(u64) + Send + Sync;

/// The body of a [`Client::put`](crate::Client::put).
#[derive(Clone)]
pub struct FileBody {
    open: Arc<Open>,
    length: u64,
    ear: Arc<Ear>,
}

impl FileBody {
    /// The first `length` bytes of a file. `open` is called for each try, `ear` hears how many bytes were handed over in it;
    /// both from threads of ours.
    pub fn new(
        open: impl Fn() -> io::Result<File> + Send + Sync + 'static,
        length: u64,
        ear: impl Fn(u64) + Send + Sync + 'static,
    ) -> Self {
        Self { open: Arc::new(open), length, ear: Arc::new(ear) }
    }

    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The body for one try. Waiting for the disk is not the server's fault.
    pub(crate) fn begin(self, pace: &Arc<Pace>) -> reqwest::Body {
        (self.ear)(0);
        let pace = Arc::clone(pace);
        reqwest::Body::wrap_stream(stream::try_unfold((None, 0), move |(file, at)| {
            let (body, pace) = (self.clone(), Arc::clone(&pace));
            async move {
                if at == body.length {
                    return Ok(None);
                }
                pace.our_turn();
                let opener = body.clone();
                let read = tokio::task::spawn_blocking(move || opener.read(file, at)).await;
                let (file, piece) = read.map_err(io::Error::other)??;
                pace.moved();
                let at = at + piece.len() as u64;
                (body.ear)(at);
                Ok::<_, io::Error>(Some((piece, (Some(file), at))))
            }
        }))
    }

    fn read(&self, file: Option<File>, at: u64) -> io::Result<(File, Bytes)> {
        let mut file = file.map_or_else(|| (self.open)(), Ok)?;
        let room = usize::try_from(self.length - at).unwrap_or(PIECE).min(PIECE);
        let mut piece = vec![0; room];
        file.read_exact(&mut piece)?;
        Ok((file, piece.into()))
    }
}

impl std::fmt::Debug for FileBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileBody").field("length", &self.length).finish_non_exhaustive()
    }
}
