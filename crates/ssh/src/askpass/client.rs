//! The askpass program: hands OpenSSH's question to the application and prints the answer.

use std::env;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::ExitCode;

use secrecy::zeroize::Zeroizing;

use super::wire::{self, Request};
use super::{VARIABLE, endpoint, ticket};

/// The first line of every `main`: where OpenSSH started this program as its askpass, asks and says how to end.
/// `None` means: this is an ordinary start.
pub fn run_if_asked() -> Option<ExitCode> {
    let admission = env::var_os(VARIABLE)?;
    let question = env::args_os().nth(1);
    // OpenSSH takes any failure as "no answer"; there is nobody to tell more to.
    let answered = matches!(question.map(|question| ask(&admission, &question)), Some(Ok(true)));
    Some(if answered { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn ask(admission: &OsStr, question: &OsStr) -> io::Result<bool> {
    let (address, value) = ticket::split(admission).ok_or(io::ErrorKind::InvalidInput)?;
    let request = Request { value, asker: asker(), question: question.to_string_lossy().into_owned() };
    let mut line = endpoint::connect(&address)?;
    wire::send(&mut line, &request.bytes()?)?;
    let Some(mut answer) = wire::read_reply(&mut line)? else { return Ok(false) };
    print(&mut answer)?;
    Ok(true)
}

fn print(answer: &mut Zeroizing<Vec<u8>>) -> io::Result<()> {
    answer.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(answer)?;
    out.flush()
}

#[cfg(unix)]
fn asker() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn asker() -> u32 {
    0
}
