//! A Unix socket in a folder of its own, mode 0700.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::net::Shutdown;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::super::wire::{self, Request};
use super::Clerk;
use crate::Error;

const PREFIX: &str = "askpass-";
const SOCKET: &str = "s";
/// Socket addresses hold 104 bytes on macOS, 108 on Linux.
const LONGEST: usize = 100;
/// More open questions than any person answers; keeps a flood of connections from becoming a flood of threads.
const MOST: usize = 32;
/// A client sends its question at once.
const PATIENCE: Duration = Duration::from_secs(5);

pub(in super::super) struct Bound {
    listener: UnixListener,
    folder: TempDir,
    address: OsString,
}

/// Serves until dropped.
pub(in super::super) struct Endpoint {
    address: PathBuf,
    closing: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
    _folder: TempDir,
}

pub(in super::super) fn bind(folder: &Path) -> Result<Bound, Error> {
    let failed = |source| Error::io(folder, source);
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    sweep(folder);
    let own = make_folder(folder).map_err(failed)?;
    let address = own.path().join(SOCKET);
    let listener = UnixListener::bind(&address).map_err(failed)?;
    Ok(Bound { listener, folder: own, address: address.into_os_string() })
}

pub(in super::super) fn connect(address: &OsStr) -> io::Result<UnixStream> {
    UnixStream::connect(Path::new(address))
}

fn make_folder(folder: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).permissions(Permissions::from_mode(0o700));
    let room = LONGEST.saturating_sub(PREFIX.len() + 6 + SOCKET.len() + 2);
    if folder.as_os_str().len() <= room { builder.tempdir_in(folder) } else { builder.tempdir() }
}

/// Removes what killed applications left here: folders of ours whose socket nobody serves.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        let refused = |path: &Path| {
            UnixStream::connect(path.join(SOCKET)).is_err_and(|failed| failed.kind() == io::ErrorKind::ConnectionRefused)
        };
        if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) && refused(&entry.path()) {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

impl Bound {
    pub(in super::super) fn address(&self) -> &OsStr {
        &self.address
    }

    pub(in super::super) fn serve(self, clerk: Clerk) -> Result<Endpoint, Error> {
        let address = PathBuf::from(self.address);
        let closing = Arc::new(AtomicBool::new(false));
        let listener = self.listener;
        let stop = Arc::clone(&closing);
        let thread = thread::Builder::new()
            .name("askpass".into())
            .spawn(move || accept(&listener, &clerk, &stop))
            .map_err(|source| Error::io(&address, source))?;
        Ok(Endpoint { address, closing, thread: Some(thread), _folder: self.folder })
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next client; it then sees the flag.
        let woken = UnixStream::connect(&self.address).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            drop(thread.join());
        }
    }
}

fn accept(listener: &UnixListener, clerk: &Clerk, closing: &AtomicBool) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        if closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else {
            // Out of file handles: a short pause instead of a spinning thread.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        if open.fetch_add(1, Ordering::SeqCst) >= MOST {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (clerk, guard) = (Arc::clone(clerk), Open(Arc::clone(&open)));
        // Without a thread the stream is dropped, which the client takes as a refusal.
        drop(thread::Builder::new().name("askpass question".into()).spawn(move || {
            let _guard = guard;
            if let Err(failed) = talk(&stream, &clerk) {
                tracing::debug!(%failed, "an askpass conversation broke off");
            }
        }));
    }
}

struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn talk(stream: &UnixStream, clerk: &Clerk) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = Request::read(stream)?;
    let line = stream.try_clone()?;
    let hang_up = Box::new(move || drop(line.shutdown(Shutdown::Both)));
    let answer = clerk(request, hang_up);
    wire::send(stream, &wire::reply(answer.as_ref())?)?;
    stream.shutdown(Shutdown::Both)
}
