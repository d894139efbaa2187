//! A program that is listened to while it runs: hooks, and the person's own commands. It runs in a group of its own, which ends
//! with it or when nobody wants it any more.

use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::error::Error;
use crate::process::Group;
use crate::shown::visible_lines;

/// What was said in one such while is heard at once; and so often a cancel is looked for.
const PACE: Duration = Duration::from_millis(100);

/// How it ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// The last of what it said, made visible, with its line ends.
    pub(crate) words: String,
}

/// Runs a command with both outputs as one. The ear hears what it says; `kept` bytes of the last of it stay. [`Error::Cancelled`];
/// otherwise an error says that it could not be started.
pub(crate) fn run(
    command: &mut Command,
    input: &[u8],
    cancel: &net::Cancel,
    ear: &dyn Fn(&str),
    kept: usize,
) -> Result<Ended, Error> {
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::piped()).stdout(writer.try_clone()?).stderr(writer);
    let mut group = Group::start(command)?;
    // The command holds the pipe's other end; the last one of them must be the program's.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(mut stdin) = group.child().stdin.take() {
        // It need not listen.
        let _ = stdin.write_all(input);
    }
    let words = listen(reader, &mut group, cancel, ear, kept)?;
    loop {
        if let Some(status) = group.wait(PACE) {
            return Ok(Ended { status, words });
        }
        if cancel.is_cancelled() {
            group.end();
            return Err(Error::Cancelled);
        }
    }
}

/// Until it has nothing more to say, or was ended.
fn listen(
    mut reader: impl Read + Send + 'static,
    group: &mut Group,
    cancel: &net::Cancel,
    ear: &dyn Fn(&str),
    kept: usize,
) -> Result<String, Error> {
    let (tell, told) = channel::<Vec<u8>>();
    std::thread::Builder::new().name("program output".to_owned()).spawn(move || {
        let mut buffer = vec![0; 8 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if tell.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    })?;
    let (mut last, mut fresh) = (Vec::new(), Vec::new());
    loop {
        let heard = told.recv_timeout(PACE);
        if let Ok(bytes) = &heard {
            fresh.extend_from_slice(bytes);
            std::thread::sleep(PACE);
            fresh.extend(told.try_iter().flatten());
        }
        if !fresh.is_empty() {
            ear(&visible_lines(&fresh));
            last.append(&mut fresh);
            last.drain(..last.len().saturating_sub(kept));
        }
        if cancel.is_cancelled() {
            group.end();
            return Err(Error::Cancelled);
        }
        // It may leave a child behind that keeps the pipe open: its own end is enough.
        let over = match heard {
            Ok(_) => false,
            Err(RecvTimeoutError::Disconnected) => true,
            Err(RecvTimeoutError::Timeout) => group.wait(Duration::ZERO).is_some(),
        };
        if over {
            return Ok(visible_lines(&last));
        }
    }
}
