//! What can go wrong on a server, to be switched on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex};

/// A fault of the whole server.
#[derive(Clone, Default)]
pub enum Fault {
    #[default]
    None,
    /// Asks for this name and password (as the value of the header), and refuses others.
    Account(String),
    /// Everything is answered so.
    Answer { status: u16, headers: String, body: String },
    /// The first GET is sent elsewhere, unless it is there already.
    Redirect { to: String, unless: String },
    /// Silent from the first byte on.
    Silent(Held),
    /// The answer to a POST stops after this share of its bytes, and the line stays open.
    HoldAt(f64, Held),
    /// The answer to a POST ends after this share, with its length announced or not.
    CutAt(f64, bool),
    /// The pack in the answer to a POST is changed.
    Pack(fn(Vec<u8>) -> Vec<u8>),
    /// The answer to a POST says this on the error channel instead of a pack.
    Words(&'static str),
}

/// What is done with a request.
pub enum Turn {
    Serve,
    Silent(Held),
    Answer { status: u16, headers: String, body: Vec<u8> },
}

/// Says when a client is being kept waiting.
#[derive(Clone, Default)]
pub struct Held(Arc<(Mutex<bool>, Condvar)>);

impl Held {
    /// Returns once a client waits.
    pub fn wait(&self) {
        let (flag, bell) = &*self.0;
        let limit = std::time::Duration::from_secs(20);
        let (held, _) = bell.wait_timeout_while(flag.lock().unwrap(), limit, |held| !*held).unwrap();
        assert!(*held, "nobody came");
    }

    /// Keeps the client waiting until it hangs up.
    pub fn hold(&self, mut stream: &TcpStream) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
        while matches!(stream.read(&mut [0; 64]), Ok(1..)) {}
    }
}

impl Fault {
    pub fn before(&self, method: &str, target: &str, authorization: Option<&str>) -> Turn {
        let answer = |status, headers: &str, body: &str| Turn::Answer { status, headers: headers.to_owned(), body: body.into() };
        match self {
            Self::Account(expected) if authorization != Some(expected) => {
                answer(401, "WWW-Authenticate: Basic realm=\"Git\"\r\nContent-Type: text/plain\r\n", "wrong or missing password")
            }
            Self::Answer { status, headers, body } => answer(*status, headers, body),
            Self::Redirect { to, unless } if method == "GET" && !target.starts_with(unless) => {
                let query = target.split_once('?').map(|(_, query)| query).unwrap_or_default();
                answer(302, &format!("Location: {to}/info/refs?{query}\r\n"), "")
            }
            Self::Silent(held) => Turn::Silent(held.clone()),
            _ => Turn::Serve,
        }
    }

    /// Sends the answer, as far as the fault lets it.
    pub fn send(&self, stream: &mut TcpStream, method: &str, head: &str, body: &[u8]) -> Option<()> {
        let share = |share: f64| (body.len() as f64 * share) as usize;
        let full = format!("{head}Content-Length: {}\r\n\r\n", body.len());
        match self {
            Self::HoldAt(at, waiting) if method == "POST" => {
                stream.write_all(full.as_bytes()).ok()?;
                stream.write_all(&body[..share(*at)]).ok()?;
                waiting.hold(stream);
                None
            }
            Self::CutAt(at, announced) if method == "POST" => {
                stream.write_all(if *announced { full } else { format!("{head}\r\n") }.as_bytes()).ok()?;
                stream.write_all(&body[..share(*at)]).ok()
            }
            Self::Pack(change) if method == "POST" => {
                let body = changed(body, *change);
                write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len()).ok()?;
                stream.write_all(&body).ok()
            }
            Self::Words(words) if method == "POST" => {
                let body = [&b"0008NAK\n"[..], &line(3, words.as_bytes()), b"0000"].concat();
                write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len()).ok()?;
                stream.write_all(&body).ok()
            }
            _ => {
                stream.write_all(full.as_bytes()).ok()?;
                stream.write_all(body).ok()
            }
        }
    }
}

/// The same answer with another pack in it.
fn changed(mut body: &[u8], change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let (mut lead, mut pack) = (Vec::new(), Vec::new());
    while let Some((digits, rest)) = body.split_at_checked(4) {
        let length = usize::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
        let payload = &rest[..length.saturating_sub(4)];
        match payload.first() {
            Some(1) => pack.extend_from_slice(&payload[1..]),
            Some(2) => {}
            _ if pack.is_empty() => lead.extend_from_slice(&body[..length.max(4)]),
            _ => {}
        }
        body = &body[length.max(4)..];
    }
    for piece in change(pack).chunks(60_000) {
        lead.extend(line(1, piece));
    }
    lead.extend_from_slice(b"0000");
    lead
}

fn line(band: u8, payload: &[u8]) -> Vec<u8> {
    let mut line = format!("{:04x}", payload.len() + 5).into_bytes();
    line.push(band);
    line.extend_from_slice(payload);
    line
}
