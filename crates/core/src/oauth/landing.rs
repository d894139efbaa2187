//! Where a browser on this computer brings the answer: a door on both loopback addresses that takes one answer and closes.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::redirect::{self, Answer, NotOurs};
use crate::fault::Fault;

/// A request's head is no longer than this, and comes within this time.
const HEAD: usize = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);
/// Browsers open a connection or two beforehand; more at once is no browser.
const MOST: usize = 16;

/// The open door. Closed when dropped.
pub(crate) struct Landing {
    doors: Vec<TcpListener>,
    port: u16,
}

impl Landing {
    /// Opens the door on both addresses that `localhost` may mean. Where somebody has one of them, a browser could bring the
    /// answer to them: then there is no sign-in.
    pub(crate) async fn open(port: u16) -> Result<Self, Fault> {
        let mut doors = Vec::new();
        for address in [SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port))] {
            match TcpListener::bind(address).await {
                Ok(door) => doors.push(door),
                // A computer without this kind of addresses: nobody else can have it either.
                Err(error) if matches!(error.kind(), io::ErrorKind::AddrNotAvailable | io::ErrorKind::Unsupported) => {}
                Err(error) if is_unknown_family(&error) => {}
                Err(error) => {
                    let detail = format!(
                        "Another program uses port {port} of this computer, where the browser is to bring the answer ({address}: \
                         {error}). Close that program and try again."
                    );
                    return Err(Fault::Refused { detail });
                }
            }
        }
        if doors.is_empty() {
            return Err(Fault::Refused { detail: "This computer has no address of its own to listen on.".into() });
        }
        Ok(Self { doors, port })
    }

    /// Waits for the answer to what was asked. What is not ours is turned away and waiting goes on.
    pub(crate) async fn answer(self, redirect: &str, state: &SecretString) -> Answer {
        let mut talks = JoinSet::new();
        loop {
            let stream = tokio::select! {
                Some(talk) = talks.join_next() => match talk {
                    Ok(Some(answer)) => return answer,
                    _ => continue,
                },
                stream = self.knock(), if talks.len() < MOST => stream,
            };
            if let Ok(stream) = stream {
                let (redirect, state, port) = (redirect.to_owned(), state.clone(), self.port);
                talks.spawn(async move { tokio::time::timeout(PATIENCE, talk(stream, port, &redirect, &state)).await.ok()? });
            }
        }
    }

    async fn knock(&self) -> io::Result<TcpStream> {
        match self.doors.as_slice() {
            [one, other, ..] => tokio::select! {
                stream = one.accept() => stream,
                stream = other.accept() => stream,
            },
            [one] => one.accept().await,
            [] => std::future::pending().await,
        }
        .map(|(stream, _)| stream)
    }
}

/// `EAFNOSUPPORT` has no kind of its own in the standard library.
fn is_unknown_family(error: &io::Error) -> bool {
    cfg!(target_os = "linux") && error.raw_os_error() == Some(97)
        || cfg!(target_os = "macos") && error.raw_os_error() == Some(47)
        || cfg!(windows) && error.raw_os_error() == Some(10047)
}

/// One request: its answer, if it is ours.
async fn talk(mut stream: TcpStream, port: u16, redirect: &str, state: &SecretString) -> Option<Answer> {
    let mut head = Vec::new();
    let whole = loop {
        if head.windows(4).any(|end| end == b"\r\n\r\n") {
            break true;
        }
        if head.len() > HEAD || stream.read_buf(&mut head).await.ok()? == 0 {
            break false;
        }
    };
    let read = if whole { target(&head, port) } else { Err(Turned::Odd) };
    let read = read.and_then(|target| {
        redirect::read(redirect, state, &format!("http://localhost:{port}{target}")).map_err(|why| match why {
            NotOurs::OtherPlace => Turned::Missing,
            NotOurs::Odd | NotOurs::OtherState => Turned::Odd,
        })
    });
    let (status, title, words) = match &read {
        Ok(Answer::Code(_)) => ("200 OK", "Bough has the answer", "You can close this page and go back to Bough."),
        Ok(Answer::Refused { .. }) => {
            ("200 OK", "No access was given", "You can close this page. Bough shows what the server said.")
        }
        Err(Turned::Method) => ("405 Method Not Allowed", "Nothing happens here", "Only a browser brings an answer here."),
        Err(Turned::Host) => ("421 Misdirected Request", "Nothing happens here", "This door has another name."),
        Err(Turned::Missing) => ("404 Not Found", "Nothing is here", "Go back to Bough and begin again."),
        Err(Turned::Odd) => ("400 Bad Request", "This is not the answer", "Go back to Bough and begin again."),
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:16px/1.6 system-ui,sans-serif;max-width:34em;margin:20vh auto;padding:0 24px;text-align:center;\
         color-scheme:light dark}}h1{{font-size:22px;font-weight:600}}</style><h1>{title}</h1><p>{words}</p></html>"
    );
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    // Whether the browser shows it changes nothing.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
    read.ok()
}

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    Method,
    Host,
    Missing,
    Odd,
}

/// Path and query of a head that only a browser sends who means us: a page of another name that resolves to this computer
/// names itself as the host.
fn target(head: &[u8], port: u16) -> Result<&str, Turned> {
    let text = std::str::from_utf8(head).map_err(|_| Turned::Odd)?;
    let mut lines = text.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (method, target, version) = (words.next(), words.next(), words.next());
    let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) = (method, target, version, words.next()) else {
        return Err(Turned::Odd);
    };
    if method != "GET" {
        return Err(Turned::Method);
    }
    let hosts: Vec<&str> = lines
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map(|(_, value)| value.trim())
        .collect();
    if hosts != [format!("localhost:{port}")] {
        return Err(Turned::Host);
    }
    if target.starts_with('/') && !target.starts_with("//") { Ok(target) } else { Err(Turned::Missing) }
}

#[cfg(test)]
mod tests;
