//! The bytes of a pack out of the packets that carry it, as an indexer wants to read them.

use std::io::{self, BufRead, Read};

use super::conversation::refusal;
use super::current::Current;
use super::pkt::{FLUSH, Next, Packets, Source, payload};
use crate::error::Error;

/// Band 1 of the rest of an answer. Ends with the flush packet.
pub(super) struct PackStream<'a, S> {
    packets: &'a mut Packets<S>,
    current: &'a Current,
    host: &'a str,
    chunk: Vec<u8>,
    at: usize,
    over: bool,
    failure: Option<Error>,
}

impl<'a, S: Source> PackStream<'a, S> {
    /// `first` is what the first packet carried.
    pub(super) fn new(packets: &'a mut Packets<S>, current: &'a Current, host: &'a str, first: Vec<u8>) -> Self {
        current.reporter.received(first.len());
        Self { packets, current, host, chunk: first, at: 0, over: false, failure: None }
    }

    /// What stopped the reading, if anything did.
    pub(super) fn failure(&mut self) -> Option<Error> {
        self.failure.take()
    }

    fn next(&mut self) -> Result<(), Error> {
        while self.at == self.chunk.len() && !self.over {
            if self.current.context.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let line = match self.packets.next()? {
                Next::Packet(line) => line,
                Next::Raw => return Err(Error::Damaged { detail: "the pack's packets are cut wrongly".to_owned() }),
                Next::End => return Err(self.packets.source().ended_early()),
            };
            match payload(line) {
                [1, bytes @ ..] => {
                    self.at = 0;
                    self.chunk.clear();
                    self.chunk.extend_from_slice(bytes);
                    self.current.reporter.received(bytes.len());
                }
                [2, words @ ..] => self.current.reporter.remote(words),
                [3, words @ ..] => return Err(refusal(words, self.host)),
                _ if line == FLUSH => self.over = true,
                _ => return Err(Error::Damaged { detail: "something else came inside the pack".to_owned() }),
            }
        }
        Ok(())
    }
}

impl<S: Source> BufRead for PackStream<'_, S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Err(error) = self.next() {
            self.failure.get_or_insert(error);
            return Err(io::Error::other("stopped"));
        }
        Ok(&self.chunk[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl<S: Source> Read for PackStream<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}
