//! A little proxy: tunnels by CONNECT, forwards plain requests, and may want a password.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::server::{Asked, read_head};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Open,
    /// Wants `ann:p@ss`.
    Password,
    /// Answers every CONNECT with 403.
    Refusing,
    /// Closes after CONNECT.
    Dropping,
}

pub struct ProxyServer {
    pub port: u16,
    seen: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
}

impl ProxyServer {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (seen, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let proxy = Self { port, seen: Arc::clone(&seen), stop: Arc::clone(&stop) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), seen) = (stream, Arc::clone(&seen)) else { continue };
                std::thread::spawn(move || serve(stream, manner, &seen));
            }
        });
        proxy
    }

    pub fn seen(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for ProxyServer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(stream: TcpStream, manner: Manner, seen: &Mutex<Vec<Asked>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    let Some(asked) = read_head(&mut reader)? else { return Ok(()) };
    seen.lock().unwrap().push(asked.clone());
    // ann:p@ss
    if manner == Manner::Password && asked.header("Proxy-Authorization") != Some("Basic YW5uOnBAc3M=") {
        return stream.write_all(b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
    }
    if asked.method != "CONNECT" {
        let url = net::Url::parse(&asked.target).unwrap();
        let mut upstream = TcpStream::connect(("127.0.0.1", url.port().unwrap()))?;
        write!(upstream, "{} {} HTTP/1.1\r\n", asked.method, url.path())?;
        for (name, value) in asked.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("Proxy-Authorization")) {
            write!(upstream, "{name}: {value}\r\n")?;
        }
        upstream.write_all(b"\r\n")?;
        return std::io::copy(&mut upstream, &mut stream).map(drop);
    }
    match manner {
        Manner::Refusing => return stream.write_all(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"),
        Manner::Dropping => return Ok(()),
        Manner::Open | Manner::Password => {}
    }
    let port: u16 = asked.target.rsplit_once(':').unwrap().1.parse().unwrap();
    let mut upstream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    let (mut down, mut up) = (upstream.try_clone()?, stream.try_clone()?);
    let back = std::thread::spawn(move || {
        let copied = std::io::copy(&mut down, &mut up);
        let _ = up.shutdown(std::net::Shutdown::Write);
        copied
    });
    std::io::copy(&mut reader, &mut upstream)?;
    upstream.shutdown(std::net::Shutdown::Write)?;
    let _ = back.join();
    Ok(())
}
