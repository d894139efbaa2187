//! What the server says, on its way to libgit2: checked, counted, its progress and errors taken out, its pack led to the
//! pack sink.

use std::io::{self, Read};
use std::sync::{Arc, PoisonError};

use super::current::Current;
use super::pack_stream::PackStream;
use super::pkt::{FLUSH, Next, Packets, Source, packet, payload};
use super::sink;
use super::talk::Talk;
use crate::error::{Error, SignInReason};
use crate::progress::Stage;

/// Passed by a million refs of two hundred letters; the protocol sends all of them each time.
const ADVERTISEMENT_LIMIT: usize = 256 << 20;

/// The server's half of a conversation, as libgit2 reads it.
pub(super) struct Conversation<S> {
    packets: Packets<S>,
    phase: Phase,
    /// For libgit2, and how much of it was read already.
    ready: Vec<u8>,
    given: usize,
    current: Arc<Current>,
    host: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Over HTTP a section with the service's name comes before the refs.
    Service,
    /// Refs come; so many bytes of them came already.
    Advertisement { bytes: usize, then: Then },
    /// Which commits are common, and what is shallow.
    Negotiation,
    /// A pack that libgit2 indexes.
    Pack,
    /// What became of a push, within side bands or without.
    Report,
    /// A server without side bands sends its pack bare.
    Bare,
    /// The rest concerns nobody.
    Over,
}

/// What follows the refs on the same stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    Negotiation,
    Report,
}

impl<S: Source> Conversation<S> {
    /// The answer to the first GET.
    pub(super) fn advertisement(source: S, current: Arc<Current>, host: String) -> Self {
        Self::new(source, Phase::Service, current, host)
    }

    /// The answer to a POST.
    pub(super) fn answer(source: S, current: Arc<Current>, host: String) -> Self {
        Self::new(source, Phase::Negotiation, current, host)
    }

    /// The answer to the POST of a push.
    pub(super) fn report(source: S, current: Arc<Current>, host: String) -> Self {
        Self::new(source, Phase::Report, current, host)
    }

    /// Everything in one stream, as over SSH.
    pub(super) fn whole(source: S, talk: Talk, current: Arc<Current>, host: String) -> Self {
        let then = match talk {
            Talk::Fetch => Then::Negotiation,
            Talk::Push => Then::Report,
        };
        Self::new(source, Phase::Advertisement { bytes: 0, then }, current, host)
    }

    pub(super) fn source(&mut self) -> &mut S {
        self.packets.source()
    }

    fn new(source: S, phase: Phase, current: Arc<Current>, host: String) -> Self {
        Self { packets: Packets::new(source), phase, ready: Vec::new(), given: 0, current, host }
    }

    /// Makes more bytes ready for libgit2; false at the end.
    fn step(&mut self) -> Result<bool, Error> {
        if self.current.context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        match self.phase {
            Phase::Over => return Ok(false),
            Phase::Bare => return self.bare(),
            _ => {}
        }
        let line = match self.packets.next()? {
            Next::Packet(line) => line,
            Next::Raw if self.phase == Phase::Negotiation => {
                self.phase = Phase::Bare;
                return self.bare();
            }
            Next::Raw => return Err(foreign()),
            Next::End => return Err(self.packets.source().ended_early()),
        };
        if let Some(words) = payload(line).strip_prefix(b"ERR ") {
            return Err(refusal(words, &self.host));
        }
        match self.phase {
            Phase::Service if line == FLUSH => self.phase = Phase::Advertisement { bytes: 0, then: Then::Nothing },
            Phase::Service if !payload(line).starts_with(b"# service=") => return Err(foreign()),
            Phase::Service => {}
            Phase::Advertisement { then, .. } if line == FLUSH => {
                self.phase = match then {
                    Then::Nothing => Phase::Over,
                    Then::Negotiation => Phase::Negotiation,
                    Then::Report => Phase::Report,
                };
            }
            Phase::Advertisement { bytes, then } => {
                let bytes = bytes + line.len();
                if bytes > ADVERTISEMENT_LIMIT {
                    return Err(Error::Refused { detail: "The server offers more refs than can be.".to_owned() });
                }
                self.current.advertisement.lock().unwrap_or_else(PoisonError::into_inner).take(payload(line))?;
                self.phase = Phase::Advertisement { bytes, then };
            }
            Phase::Report if line == FLUSH => self.phase = Phase::Over,
            Phase::Report => match payload(line) {
                [2, words @ ..] => {
                    self.current.reporter.remote(words);
                    return Ok(true);
                }
                [3, words @ ..] => return Err(refusal(words, &self.host)),
                _ => {}
            },
            Phase::Negotiation | Phase::Pack | Phase::Bare | Phase::Over => match payload(line) {
                // Sent every few seconds while the server thinks.
                [1] => return Ok(true),
                [1, first @ ..] => {
                    let first = first.to_vec();
                    return self.pack(first);
                }
                [2, words @ ..] => {
                    self.current.reporter.remote(words);
                    return Ok(true);
                }
                [3, words @ ..] => return Err(refusal(words, &self.host)),
                _ if self.phase == Phase::Pack && line == FLUSH => self.phase = Phase::Over,
                _ => {}
            },
        }
        self.ready.extend_from_slice(line);
        Ok(true)
    }

    /// A piece of a pack: passed on, or the beginning of what the sink takes whole.
    fn pack(&mut self, first: Vec<u8>) -> Result<bool, Error> {
        if self.phase == Phase::Negotiation {
            let count = first.get(8..12).and_then(|count| count.try_into().ok()).map_or(0, u32::from_be_bytes);
            self.current.reporter.at(Stage::Receiving, 0, count.into());
        }
        let Some(folder) = self.current.packs.clone() else {
            self.current.reporter.received(first.len());
            self.phase = Phase::Pack;
            self.ready = packet(&[&[1], &first[..]].concat());
            return Ok(true);
        };
        let mut stream = PackStream::new(&mut self.packets, &self.current, &self.host, first);
        sink::write(&mut stream, &folder, &self.current)?;
        self.phase = Phase::Over;
        self.ready = [packet(&[&[1], &sink::empty_pack()[..]].concat()), FLUSH.to_vec()].concat();
        Ok(true)
    }

    fn bare(&mut self) -> Result<bool, Error> {
        self.ready.resize(65536, 0);
        let length = self.packets.raw(&mut self.ready)?;
        self.ready.truncate(length);
        self.current.reporter.received(length);
        Ok(length > 0)
    }
}

impl<S: Source> Read for Conversation<S> {
    /// Errors are typed in [`Current`]; libgit2 gets a word without NUL, for on that it would end the process.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            self.given = 0;
            self.ready.clear();
            match self.step() {
                Ok(true) => {}
                Ok(false) => return Ok(0),
                Err(error) => {
                    self.current.fail(error);
                    return Err(io::Error::other("stopped"));
                }
            }
        }
        let length = buffer.len().min(self.ready.len() - self.given);
        buffer[..length].copy_from_slice(&self.ready[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

/// The server's own words for no. The one place that reads them: Bitbucket says over Git that the account is locked.
pub(super) fn refusal(words: &[u8], host: &str) -> Error {
    let detail = crate::shown::visible_lines(words).trim().to_owned();
    if detail.contains("CAPTCHA required") {
        return Error::SignIn { host: host.to_owned(), reason: SignInReason::Captcha, detail };
    }
    Error::Refused { detail }
}

fn foreign() -> Error {
    Error::NotGit { detail: "The server's answer is not in Git's language.".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::pkt::tests::Pieces;
    use super::super::tests::current;
    use super::*;

    fn stream(lines: &[&[u8]]) -> Vec<u8> {
        lines.iter().flat_map(|line| if line.is_empty() { FLUSH.to_vec() } else { packet(line) }).collect()
    }

    /// What libgit2 would read, or the error.
    fn heard(mut conversation: Conversation<Pieces>, current: &Current) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        match conversation.read_to_end(&mut all) {
            Ok(_) => Ok(all),
            Err(_) => Err(current.run_failure()),
        }
    }

    fn answer(lines: &[&[u8]]) -> Result<Vec<u8>, Error> {
        let bytes = stream(lines);
        let mut results = [1, 5, 70_000].map(|size| {
            let current = current();
            heard(Conversation::answer(Pieces::new(&bytes, size), Arc::clone(&current), "h".to_owned()), &current)
        });
        let last = results[2].clone();
        assert!(results.iter_mut().all(|result| format!("{result:?}") == format!("{last:?}")));
        last
    }

    #[test]
    fn what_libgit2_needs_passes_and_the_rest_is_taken_out() {
        let said = answer(&[
            b"shallow 1111111111111111111111111111111111111111",
            b"",
            b"NAK\n",
            b"\x02Counting\r",
            b"\x01",
            b"\x01PACK",
            b"\x02x\n",
            b"\x01more",
            b"",
        ]);
        let passed = stream(&[b"shallow 1111111111111111111111111111111111111111", b"", b"NAK\n", b"\x01PACK", b"\x01more", b""]);
        assert_eq!(said.expect("an answer"), passed);
    }

    /// What libgit2 reads of the answer to a push.
    fn report(lines: &[&[u8]]) -> Result<Vec<u8>, Error> {
        let bytes = stream(lines);
        let current = current();
        heard(Conversation::report(Pieces::new(&bytes, 5), Arc::clone(&current), "h".to_owned()), &current)
    }

    #[test]
    fn the_report_of_a_push_passes_and_words_beside_it_are_taken_out() {
        let told = report(&[b"\x02remote: hello\n", b"\x01000eunpack ok\n", b""]).expect("a report");
        assert_eq!(told, stream(&[b"\x01000eunpack ok\n", b""]));
        let bare = stream(&[b"unpack ok\n", b"ok refs/heads/main\n", b""]);
        assert_eq!(report(&[b"unpack ok\n", b"ok refs/heads/main\n", b""]).expect("a report"), bare);
        assert!(matches!(report(&[b"\x03no\n"]), Err(Error::Refused { detail }) if detail == "no"));
        assert!(matches!(report(&[b"unpack ok\n"]), Err(Error::Offline { .. })));
    }

    #[test]
    fn words_of_the_server_end_it() {
        let refused = |lines: &[&[u8]], words: &str| {
            let result = answer(lines);
            assert!(matches!(&result, Err(Error::Refused { detail }) if detail == words), "{result:?}");
        };
        refused(&[b"NAK\n", b"\x03no\x1b such thing\n"], "no␛ such thing");
        refused(&[b"ERR upload-pack: not our ref"], "upload-pack: not our ref");
        refused(&[b"NAK\n", b"\x01PACK", b"\x03in the middle"], "in the middle");
        let captcha = answer(&[b"ERR CAPTCHA required"]);
        assert!(matches!(captcha, Err(Error::SignIn { reason: SignInReason::Captcha, .. })));
        assert!(matches!(answer(&[b"NAK\n", b"\x01PACK"]), Err(Error::Offline { .. })));
    }

    #[test]
    fn a_server_without_bands_sends_its_pack_bare() {
        let bytes = [packet(b"NAK\n"), b"PACK and so on".to_vec()].concat();
        let current = current();
        let conversation = Conversation::answer(Pieces::new(&bytes, 3), Arc::clone(&current), "h".to_owned());
        assert_eq!(heard(conversation, &current).expect("bytes"), bytes);
    }

    #[test]
    fn more_refs_than_can_be_are_refused() {
        let line = packet(&[b"1111111111111111111111111111111111111111 refs/heads/".to_vec(), vec![b'x'; 65_000]].concat());
        let bytes = line.repeat(ADVERTISEMENT_LIMIT / line.len() + 1);
        let current = current();
        let conversation = Conversation::whole(Pieces::new(&bytes, 100_000), Talk::Fetch, Arc::clone(&current), "h".to_owned());
        assert!(matches!(heard(conversation, &current), Err(Error::Refused { .. })));
    }

    #[test]
    fn a_raised_flag_ends_it() {
        let current = current();
        current.context.cancel.cancel();
        let conversation = Conversation::answer(Pieces::new(&packet(b"NAK\n"), 3), Arc::clone(&current), "h".to_owned());
        assert!(matches!(heard(conversation, &current), Err(Error::Cancelled)));
    }
}
