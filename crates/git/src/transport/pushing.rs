//! A push over HTTP(S): what is small goes out whole, with its length, as proxies like it; the rest streams.

use std::io::{self, Read, Write};
use std::sync::Arc;

use net::Upload;

use super::conversation::Conversation;
use super::current::Current;
use super::https::{HttpBody, Place, begin_post, host, opened, post};
use super::talk::Talk;
use crate::error::Error;

/// As much as is sent whole, as stock Git does it (`http.postBuffer`).
const WHOLE: usize = 1 << 20;

/// Commands and a pack: written by libgit2, answered with a report. Sent once, never repeated.
pub(super) struct Pushing {
    current: Arc<Current>,
    place: Place,
    body: Vec<u8>,
    upload: Option<Upload>,
    answer: Option<Conversation<HttpBody>>,
}

impl Pushing {
    pub(super) fn new(current: Arc<Current>, place: Place) -> Self {
        Self { current, place, body: Vec::new(), upload: None, answer: None }
    }

    fn stop(&self, error: Error) -> io::Error {
        self.current.fail(error);
        io::Error::other("stopped")
    }

    fn finish(&mut self) -> Result<Conversation<HttpBody>, Error> {
        let answer = match self.upload.take() {
            Some(upload) => opened(upload.finish()?, &self.place, Talk::Push)?,
            None => post(&self.current, &self.place, Talk::Push, std::mem::take(&mut self.body), &[])?,
        };
        Ok(Conversation::report(HttpBody::new(answer), Arc::clone(&self.current), host(&self.place.base)))
    }
}

impl Write for Pushing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(upload) = &mut self.upload {
            let written = upload.write_all(bytes);
            return written.map(|()| bytes.len()).map_err(|error| {
                let typed = net::Error::of(&error).cloned().map_or_else(|| Error::broken(&error), Error::from);
                self.stop(typed)
            });
        }
        self.body.extend_from_slice(bytes);
        if self.body.len() > WHOLE {
            let begun = begin_post(&self.current, &self.place, Talk::Push, std::mem::take(&mut self.body));
            self.upload = Some(begun.map_err(|error| self.stop(error))?);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Pushing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.answer.is_none() {
            self.answer = Some(self.finish().map_err(|error| self.stop(error))?);
        }
        self.answer.as_mut().map_or(Ok(0), |conversation| conversation.read(buffer))
    }
}
