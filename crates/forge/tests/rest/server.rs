//! A little HTTP/1.1 server on 127.0.0.1 that keeps what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use forge::{Forge, Kind};
use net::{Client, Limits, ProxyChoice, TrustStore, Url};
use serde_json::{Value, json};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// A part of the query, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let url = Url::parse(&format!("http://h/?{}", self.query)).unwrap();
        url.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
    }
}

/// What comes back: status, headers, body.
pub struct Reply(pub u16, pub Vec<(&'static str, String)>, pub Vec<u8>);

impl Reply {
    /// JSON to nobody in particular.
    pub fn anonymous(status: u16, body: &Value) -> Self {
        Self(status, vec![("Content-Type", "application/json;charset=UTF-8".to_owned())], body.to_string().into_bytes())
    }

    /// JSON to somebody signed in.
    pub fn to(user: &str, status: u16, body: &Value) -> Self {
        let mut reply = Self::anonymous(status, body);
        reply.1.push(("X-AUSERNAME", user.to_owned()));
        reply
    }

    pub fn page(status: u16) -> Self {
        Self(status, vec![("Content-Type", "text/html;charset=UTF-8".to_owned())], b"<html>Sign in".to_vec())
    }

    pub fn redirect(to: &str) -> Self {
        Self(302, vec![("Location", to.to_owned())], Vec::new())
    }
}

pub fn properties() -> Value {
    json!({"version": "9.4.1", "buildNumber": "9004001", "buildDate": "1730000000000", "displayName": "Bitbucket"})
}

pub fn error(exception: &str, message: &str) -> Value {
    let name = format!("com.atlassian.bitbucket.{exception}");
    json!({"errors": [{"context": null, "message": message, "exceptionName": name}]})
}

/// A last page.
pub fn page_of(values: &[Value]) -> Value {
    json!({"size": values.len(), "limit": 25, "isLastPage": true, "start": 0, "values": values})
}

pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
}

impl Server {
    pub fn start(answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (seen, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let server = Self { port, seen: Arc::clone(&seen), stop: Arc::clone(&stop) };
        let answering: Arc<dyn Fn(&Asked) -> Reply + Send + Sync> = Arc::new(answering);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), seen, answering) = (stream, Arc::clone(&seen), Arc::clone(&answering)) else { continue };
                // A client that goes away ends its thread; what matters is in `seen`.
                std::thread::spawn(move || drop(serve(stream, &seen, &*answering)));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://127.0.0.1:{}{path}", self.port)).unwrap()
    }

    pub fn seen(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }

    /// Method and path of each request, in order.
    pub fn paths(&self) -> Vec<String> {
        self.seen().iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }

    /// An account on it, below the context path `/bb`.
    pub fn forge(&self, version: &str) -> Box<dyn Forge> {
        forge::connect(&client(), Kind::BitbucketServer, &self.url("/bb"), version, "CANARY".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if std::thread::panicking() {
            return;
        }
        // Whatever the test is about: the token goes to the two places where the server takes it, and only as Bearer.
        for asked in self.seen() {
            if let Some(sent) = asked.header("Authorization") {
                assert_eq!(sent, "Bearer CANARY");
                assert!(asked.path.starts_with("/bb/rest/") || asked.path.starts_with("/bb/scm/"), "{asked:?}");
            }
            let changes = asked.method != "GET";
            assert_eq!(asked.header("X-Atlassian-Token"), changes.then_some("no-check"), "{asked:?}");
        }
    }
}

pub fn client() -> Client {
    let ms = Duration::from_millis;
    let limits = Limits { connect: ms(2000), idle: ms(5000), pause: ms(5), ..Limits::default() };
    Client::with_limits(TrustStore::new(), ProxyChoice::None, limits).unwrap()
}

fn serve(stream: TcpStream, seen: &Mutex<Vec<Asked>>, answering: &dyn Fn(&Asked) -> Reply) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let (path, query) = words[1].split_once('?').unwrap_or((words[1], ""));
        let (method, path, query) = (words[0].to_owned(), path.to_owned(), query.to_owned());
        let mut asked = Asked { method, path, query, headers: Vec::new(), body: Vec::new() };
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            asked.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        asked.body = vec![0; asked.header("Content-Length").map_or(0, |text| text.parse().unwrap())];
        reader.read_exact(&mut asked.body)?;
        seen.lock().unwrap().push(asked.clone());
        let Reply(status, headers, body) = answering(&asked);
        let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("HTTP/1.1 {status} Any\r\nContent-Length: {}\r\n{}\r\n", body.len(), headers.concat());
        stream.write_all(&[head.as_bytes(), &body].concat())?;
    }
}
