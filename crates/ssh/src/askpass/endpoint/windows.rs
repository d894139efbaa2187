//! A named pipe that only the owner may write to. Compiled for Windows, but not yet run there.
//!
//! Without own security attributes a pipe grants everybody reading and only the owner, administrators and the system
//! writing; a client must write its value first, so nobody else gets an answer.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rand_core::{OsRng, RngCore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::windows::named_pipe::{NamedPipeServer, ServerOptions};
use tokio::runtime::{Builder, Runtime};

use super::super::wire::{self, Request};
use super::Clerk;
use crate::Error;

const PATIENCE: Duration = Duration::from_secs(5);

pub(in super::super) struct Bound {
    address: OsString,
}

/// Serves until dropped.
pub(in super::super) struct Endpoint {
    runtime: Option<Runtime>,
}

pub(in super::super) fn bind(_folder: &Path) -> Result<Bound, Error> {
    let mut name = [0; 16];
    OsRng.try_fill_bytes(&mut name).map_err(|_| Error::NoRandomness)?;
    let mut address = OsString::from(r"\\.\pipe\bough-askpass-");
    for byte in name {
        address.push(format!("{byte:02x}"));
    }
    Ok(Bound { address })
}

pub(in super::super) fn connect(address: &OsStr) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open(address)
}

impl Bound {
    pub(in super::super) fn address(&self) -> &OsStr {
        &self.address
    }

    pub(in super::super) fn serve(self, clerk: Clerk) -> Result<Endpoint, Error> {
        let address = self.address;
        let failed = |source| Error::io(Path::new(&address), source);
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(failed)?;
        let (ready, is_ready) = mpsc::channel();
        let name = address.clone();
        runtime.spawn(async move {
            let first = ServerOptions::new().first_pipe_instance(true).create(&name);
            let (first, created) = match first {
                Ok(pipe) => (Some(pipe), Ok(())),
                Err(failed) => (None, Err(failed)),
            };
            if ready.send(created).is_ok()
                && let Some(first) = first
            {
                // Ends with an error or with the runtime; clients then find nobody and give up.
                drop(accept(first, &name, &clerk).await);
            }
        });
        is_ready.recv().map_err(|_| failed(io::ErrorKind::BrokenPipe.into()))?.map_err(failed)?;
        Ok(Endpoint { runtime: Some(runtime) })
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // Does not wait for a question that is still open: its pipe closes with the process at the latest.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn accept(mut pipe: NamedPipeServer, name: &OsStr, clerk: &Clerk) -> io::Result<()> {
    loop {
        pipe.connect().await?;
        let next = ServerOptions::new().create(name)?;
        let (connected, clerk) = (std::mem::replace(&mut pipe, next), Clerk::clone(clerk));
        tokio::spawn(async move { drop(talk(connected, clerk).await) });
    }
}

async fn talk(mut pipe: NamedPipeServer, clerk: Clerk) -> io::Result<()> {
    let request = tokio::time::timeout(PATIENCE, read(&mut pipe)).await??;
    let answer = tokio::task::spawn_blocking(move || clerk(request, Box::new(|| {}))).await?;
    pipe.write_all(&wire::reply(answer.as_ref())?).await?;
    pipe.flush().await?;
    // Closing at once would throw away what the client has not read: it closes first.
    let mut end = [0];
    drop(tokio::time::timeout(PATIENCE, pipe.read(&mut end)).await);
    Ok(())
}

async fn read(pipe: &mut NamedPipeServer) -> io::Result<Request> {
    let mut bytes = vec![0; 40];
    pipe.read_exact(&mut bytes).await?;
    let length = bytes.get(36..40).and_then(|length| length.try_into().ok()).map_or(0, u32::from_be_bytes);
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if length > wire::LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    bytes.resize(40 + length, 0);
    let (_, question) = bytes.split_at_mut(40);
    pipe.read_exact(question).await?;
    Request::read(bytes.as_slice())
}
