//! A little HTTP/1.1 server on 127.0.0.1, plain or encrypted, that keeps what it was asked and answers as told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use net::{Client, Limits, ProxyChoice, TrustStore, Url};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// False where the connection broke before the body's end.
    pub complete: bool,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

type Script = Box<dyn FnOnce(&mut dyn Write) -> std::io::Result<()> + Send>;

/// What the server does about a request.
pub enum Reply {
    /// Answers, and keeps the connection.
    Whole(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Writes whatever it likes, then closes.
    Script(Script),
    /// Closes without a word.
    Hangup,
    /// Says nothing until the client goes.
    Silence,
}

impl Reply {
    pub fn json(body: &str) -> Self {
        Self::Whole(200, vec![("Content-Type", "application/json".to_owned())], body.as_bytes().to_vec())
    }

    pub fn status(status: u16) -> Self {
        Self::Whole(status, Vec::new(), Vec::new())
    }

    pub fn with(status: u16, name: &'static str, value: &str) -> Self {
        Self::Whole(status, vec![(name, value.to_owned())], Vec::new())
    }
}

type Answering = Arc<dyn Fn(&Asked) -> Reply + Send + Sync>;

pub struct Server {
    pub port: u16,
    scheme: &'static str,
    seen: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
}

impl Server {
    pub fn plain(answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(answering))
    }

    pub fn encrypted(tls: Arc<rustls::ServerConfig>, answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(Some(tls), Arc::new(answering))
    }

    fn start(tls: Option<Arc<rustls::ServerConfig>>, answering: Answering) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (seen, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let scheme = if tls.is_some() { "https" } else { "http" };
        let server = Self { port, scheme, seen: Arc::clone(&seen), stop: Arc::clone(&stop) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), tls, seen, answering) = (stream, tls.clone(), Arc::clone(&seen), Arc::clone(&answering)) else {
                    continue;
                };
                std::thread::spawn(move || {
                    // A client that goes away ends its thread; what matters is in `seen`.
                    let _ = match tls {
                        None => serve(stream, &seen, &answering),
                        Some(tls) => {
                            let session = rustls::ServerConnection::new(tls).unwrap();
                            serve(rustls::StreamOwned::new(session, stream), &seen, &answering)
                        }
                    };
                });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> Url {
        self.url_of("127.0.0.1", path)
    }

    pub fn url_of(&self, host: &str, path: &str) -> Url {
        Url::parse(&format!("{}://{host}:{}{path}", self.scheme, self.port)).unwrap()
    }

    pub fn seen(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(stream: impl Read + Write, seen: &Mutex<Vec<Asked>>, answering: &Answering) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let Some(mut asked) = read_head(&mut stream)? else { return Ok(()) };
        let early = asked.header("X-Answer-Early").is_some();
        let read = if early { Ok(()) } else { read_body(&mut stream, &mut asked) };
        asked.complete = read.is_ok() && !early;
        seen.lock().unwrap().push(asked.clone());
        read?;
        let mut out = stream.get_mut();
        match answering(&asked) {
            Reply::Whole(status, headers, body) => {
                let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
                let head = format!("HTTP/1.1 {status} Any\r\nContent-Length: {}\r\n{}\r\n", body.len(), headers.concat());
                out.write_all(&[head.as_bytes(), &body].concat())?;
                out.flush()?;
            }
            Reply::Script(script) => {
                script(&mut out)?;
                return out.flush();
            }
            Reply::Hangup => return Ok(()),
            Reply::Silence => {
                while stream.read(&mut [0; 64])? > 0 {}
                return Ok(());
            }
        }
        if early {
            return Ok(());
        }
    }
}

pub fn read_head(stream: &mut impl BufRead) -> std::io::Result<Option<Asked>> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let mut asked = Asked {
        method: words.next().unwrap_or_default().to_owned(),
        target: words.next().unwrap_or_default().to_owned(),
        ..Asked::default()
    };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { return Ok(Some(asked)) };
        asked.headers.push((name.to_owned(), value.trim().to_owned()));
    }
}

fn read_body(stream: &mut impl BufRead, asked: &mut Asked) -> std::io::Result<()> {
    if let Some(length) = asked.header("Content-Length").map(|text| text.parse().unwrap()) {
        asked.body = vec![0; length];
        return stream.read_exact(&mut asked.body);
    }
    while asked.header("Transfer-Encoding").is_some() {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim(), 16).map_err(|_| std::io::ErrorKind::UnexpectedEof)?;
        let mut piece = vec![0; length + 2];
        stream.read_exact(&mut piece)?;
        if length == 0 {
            break;
        }
        asked.body.extend_from_slice(&piece[..length]);
    }
    Ok(())
}

/// Limits for tests: nobody waits long.
pub fn short() -> Limits {
    let ms = std::time::Duration::from_millis;
    Limits { connect: ms(2000), idle: ms(5000), pause: ms(5), patience: ms(1500), ..Limits::default() }
}

/// A client with short limits that goes straight.
pub fn client() -> Client {
    client_with(short())
}

pub fn client_with(limits: Limits) -> Client {
    Client::with_limits(TrustStore::new(), ProxyChoice::None, limits).unwrap()
}
