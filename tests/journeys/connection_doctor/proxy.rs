//! A little proxy: tunnels by CONNECT, forwards plain requests, and may be in the way of either.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use url::Url;

/// What it does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Open,
    /// Wants a password, and knows none.
    Password,
    /// Lets nobody through.
    Refusing,
    /// Forwards, but takes queries off, so that Git's question becomes another one.
    Stripping,
}

pub struct Proxy {
    pub port: u16,
    stop: Arc<AtomicBool>,
}

impl Proxy {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                // A client that goes away ends its thread.
                std::thread::spawn(move || drop(serve(stream, manner)));
            }
        });
        Self { port, stop }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(mut stream: TcpStream, manner: Manner) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut headers) = (String::new(), Vec::new());
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        headers.push(line);
    }
    let page = "Content-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>";
    match manner {
        Manner::Password => {
            let challenge = "Proxy-Authenticate: Basic realm=\"proxy\"";
            return write!(stream, "HTTP/1.1 407 Proxy Authentication Required\r\n{challenge}\r\n{page}");
        }
        Manner::Refusing => return write!(stream, "HTTP/1.1 403 Forbidden\r\n{page}"),
        Manner::Open | Manner::Stripping => {}
    }
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if method == "CONNECT" {
        let mut upstream = TcpStream::connect(target)?;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        return both_ways(reader, stream, &mut upstream);
    }
    let url = Url::parse(target).map_err(std::io::Error::other)?;
    let mut upstream = TcpStream::connect((url.host_str().unwrap_or_default(), url.port().unwrap_or(80)))?;
    let query = url.query().filter(|_| manner != Manner::Stripping).map(|query| format!("?{query}")).unwrap_or_default();
    write!(upstream, "{method} {}{query} HTTP/1.1\r\nConnection: close\r\n", url.path())?;
    headers
        .iter()
        .filter(|line| !line.to_lowercase().starts_with("connection:"))
        .try_for_each(|line| write!(upstream, "{line}"))?;
    upstream.write_all(b"\r\n")?;
    both_ways(reader, stream, &mut upstream)
}

fn both_ways(mut from: impl Read, mut to: TcpStream, upstream: &mut TcpStream) -> std::io::Result<()> {
    let mut down = upstream.try_clone()?;
    let back = std::thread::spawn(move || {
        let copied = std::io::copy(&mut down, &mut to);
        let _ = to.shutdown(Shutdown::Both);
        copied
    });
    let copied = std::io::copy(&mut from, upstream);
    let _ = upstream.shutdown(Shutdown::Write);
    let _ = back.join();
    copied.map(drop)
}
