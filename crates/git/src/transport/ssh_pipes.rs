//! The pipes of an `ssh` child, read and written so that nothing can hang: threads sit in the blocking calls, the job's
//! thread waits with a limit and an eye on the flag.

use std::any::Any;
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::current::Current;
use super::pkt::Source;
use crate::error::Error;
use crate::process::Group;

/// How long the server may be silent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Before its first byte: connecting, proving who we are, and in the foreground a person who reads a question.
    first: Duration,
    /// Between bytes.
    idle: Duration,
}

impl Patience {
    pub(super) const BACKGROUND: Self = Self { first: Duration::from_secs(45), idle: Duration::from_secs(30) };
    pub(super) const FOREGROUND: Self = Self { first: Duration::new(600, 0), idle: Duration::from_secs(30) };
}

/// How often a wait looks at the flag.
const LOOK: Duration = Duration::from_millis(50);

/// How long a child may take to end after its last byte.
const GRACE: Duration = Duration::from_secs(2);

/// As much of what `ssh` says as is kept: the end, where the reason stands.
const WORDS: usize = 64 << 10;

/// Pieces that may wait between a thread and the job.
const WAITING: usize = 16;

/// An `ssh` child.
pub(super) struct SshPipes {
    group: Group,
    to_server: Option<SyncSender<Vec<u8>>>,
    from_server: Receiver<io::Result<Vec<u8>>>,
    words: Arc<Mutex<Words>>,
    piece: Vec<u8>,
    at: usize,
    heard: bool,
    patience: Patience,
    current: Arc<Current>,
    host: String,
    _keep_alive: Option<Arc<dyn Any + Send + Sync>>,
}

#[derive(Default)]
struct Words {
    bytes: Vec<u8>,
    over: bool,
}

impl SshPipes {
    pub(super) fn new(
        mut group: Group,
        keep_alive: Option<Arc<dyn Any + Send + Sync>>,
        patience: Patience,
        current: Arc<Current>,
        host: String,
    ) -> Result<Self, Error> {
        let child = group.child();
        let (Some(stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
            return Err(Error::broken("ssh has no pipes"));
        };
        let (to_server, pieces) = sync_channel(WAITING);
        let (received, from_server) = sync_channel(WAITING);
        let words = Arc::new(Mutex::new(Words::default()));
        let listener = Arc::clone(&words);
        // They end with the child's ends of the pipes, or when nobody wants their pieces any more.
        std::thread::Builder::new().name("ssh out".to_owned()).spawn(move || write_all(stdin, &pieces))?;
        std::thread::Builder::new().name("ssh in".to_owned()).spawn(move || read_all(stdout, &received))?;
        std::thread::Builder::new().name("ssh words".to_owned()).spawn(move || listen(stderr, &listener))?;
        Ok(Self {
            group,
            to_server: Some(to_server),
            from_server,
            words,
            piece: Vec::new(),
            at: 0,
            heard: false,
            patience,
            current,
            host,
            _keep_alive: keep_alive,
        })
    }

    /// Sends bytes to the server. Waits while it does not take them, but not for ever.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let begun = Instant::now();
        let mut piece = bytes.to_vec();
        while let Some(pipe) = &self.to_server {
            match pipe.try_send(piece) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Disconnected(_)) => break,
                Err(TrySendError::Full(back)) => piece = back,
            }
            if self.current.context.cancel.is_cancelled() || begun.elapsed() >= self.patience.idle {
                return Err(io::Error::other("stopped"));
            }
            std::thread::sleep(LOOK);
        }
        // The child is gone; why, the next read will tell.
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let limit = if self.heard { self.patience.idle } else { self.patience.first };
        let begun = Instant::now();
        loop {
            match self.from_server.recv_timeout(LOOK) {
                Ok(Ok(piece)) => {
                    self.heard = true;
                    return Ok(Some(piece));
                }
                Ok(Err(error)) => return Err(Error::broken(error)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.current.context.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if begun.elapsed() >= limit {
                let detail = format!("it was silent for {} s", limit.as_secs());
                return Err(Error::Offline { host: self.host.clone(), detail });
            }
        }
    }

    /// Nothing more is sent.
    pub(super) fn end_input(&mut self) {
        self.to_server = None;
    }

    /// Hangs up; all that `ssh` said.
    pub(super) fn last_words(mut self) -> String {
        self.to_server = None;
        self.group.wait(GRACE);
        self.words()
    }

    /// What `ssh` said, once all of it came or it takes too long: a shared connection may hold the pipe open.
    fn words(&self) -> String {
        let begun = Instant::now();
        loop {
            let words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
            if words.over || begun.elapsed() >= GRACE / 4 {
                return crate::shown::visible_lines(&words.bytes);
            }
            drop(words);
            std::thread::sleep(LOOK / 5);
        }
    }
}

impl Source for SshPipes {
    fn receive(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if self.at == self.piece.len() {
            let result = self.next();
            if result.is_err() {
                self.group.end();
            }
            match result? {
                Some(piece) => (self.piece, self.at) = (piece, 0),
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.piece.len() - self.at);
        buffer[..length].copy_from_slice(&self.piece[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }

    fn ended_early(&mut self) -> Error {
        self.to_server = None;
        let ended = self.group.wait(GRACE);
        let words = self.words();
        self.group.end();
        match ended {
            Some(status) if status.success() && words.trim().is_empty() => {
                Error::Offline { host: self.host.clone(), detail: "the connection ended in its middle".to_owned() }
            }
            _ if words.trim().is_empty() => {
                Error::Offline { host: self.host.clone(), detail: "ssh ended without a word".to_owned() }
            }
            _ => self.current.context.access.ssh_failure(&words).at_host(&self.host),
        }
    }
}

impl Drop for SshPipes {
    /// A conversation that ended well lets `ssh` say goodbye; anything else is cut off.
    fn drop(&mut self) {
        self.to_server = None;
        if !self.current.context.cancel.is_cancelled() {
            self.group.wait(GRACE / 4);
        }
        self.group.end();
    }
}

fn write_all(mut stdin: impl Write, pieces: &Receiver<Vec<u8>>) {
    while let Ok(piece) = pieces.recv() {
        if stdin.write_all(&piece).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

fn read_all(mut stdout: impl Read, received: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut piece = vec![0; 64 << 10];
        match stdout.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                if received.send(Ok(piece)).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let _ = received.send(Err(error));
                return;
            }
        }
    }
}

fn listen(mut stderr: impl Read, words: &Mutex<Words>) {
    let mut piece = [0; 4096];
    while let Ok(length @ 1..) = stderr.read(&mut piece) {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        words.bytes.extend_from_slice(&piece[..length]);
        let excess = words.bytes.len().saturating_sub(WORDS);
        words.bytes.drain(..excess);
    }
    words.lock().unwrap_or_else(PoisonError::into_inner).over = true;
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};

    use super::super::tests::current;
    use super::*;

    const SHORT: Patience = Patience { first: Duration::from_millis(300), idle: Duration::from_millis(100) };

    fn pipes(script: &str, patience: Patience) -> SshPipes {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let group = Group::start(&mut command).expect("a shell");
        SshPipes::new(group, None, patience, current(), "h".to_owned()).expect("pipes")
    }

    fn all(pipes: &mut SshPipes) -> Result<Vec<u8>, Error> {
        let (mut all, mut piece) = (Vec::new(), [0; 3]);
        loop {
            match pipes.receive(&mut piece)? {
                0 => return Ok(all),
                length => all.extend_from_slice(&piece[..length]),
            }
        }
    }

    #[test]
    fn bytes_go_both_ways() {
        let mut pipes = pipes("head -n 1; echo done", Patience::BACKGROUND);
        pipes.send(b"hello\n").expect("sent");
        assert_eq!(all(&mut pipes).expect("bytes"), b"hello\ndone\n");
    }

    #[test]
    fn last_words_are_all_of_them() {
        let mut pipes = pipes("echo one >&2; echo x; cat; echo two >&2", Patience::BACKGROUND);
        assert_eq!(pipes.receive(&mut [0; 4]).expect("a byte"), 2);
        assert_eq!(pipes.last_words(), "one\ntwo\n");
    }

    #[test]
    fn silence_has_an_end() {
        let begun = Instant::now();
        let result = all(&mut pipes("sleep 100", SHORT));
        assert!(matches!(&result, Err(Error::Offline { host, .. }) if host == "h"), "{result:?}");
        let result = all(&mut pipes("echo x; sleep 100", SHORT));
        assert!(matches!(result, Err(Error::Offline { .. })), "{result:?}");
        assert!(begun.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn the_end_of_what_it_says_is_kept() {
        let mut noisy =
            pipes("yes noise | head -c 300000 >&2; echo 'ssh: Connection refused' >&2; exit 255", Patience::BACKGROUND);
        assert_eq!(all(&mut noisy).expect("nothing"), b"");
        let error = noisy.ended_early();
        assert!(matches!(&error, Error::Offline { host, detail } if host == "h" && detail.len() <= WORDS), "{error:?}");
        let mut quiet = pipes("exit 0", Patience::BACKGROUND);
        assert_eq!(all(&mut quiet).expect("nothing"), b"");
        assert!(matches!(quiet.ended_early(), Error::Offline { .. }));
    }

    #[test]
    fn what_nobody_reads_does_not_hang() {
        let mut deaf = pipes("sleep 100", SHORT);
        let piece = vec![0; 64 << 10];
        let begun = Instant::now();
        while deaf.send(&piece).is_ok() {
            assert!(begun.elapsed() < Duration::from_secs(20));
        }
    }
}
