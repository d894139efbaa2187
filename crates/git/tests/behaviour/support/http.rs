//! A web server on loopback with a real `git http-backend` behind it, and faults to switch on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::faults::{Fault, Turn};

/// A request that came.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: String,
    pub streamed: bool,
    pub target: String,
    pub authorization: Option<String>,
    pub agent: String,
    pub status: u16,
}

/// The server; it ends with the test.
pub struct Host {
    pub address: SocketAddr,
    state: Arc<State>,
}

struct State {
    root: PathBuf,
    fault: Mutex<Fault>,
    seen: Mutex<Vec<Seen>>,
    over: AtomicBool,
}

struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Host {
    /// Serves the repositories below `root`.
    pub fn start(root: &Path) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            root: root.to_owned(),
            fault: Mutex::new(Fault::None),
            seen: Mutex::default(),
            over: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.over.load(Ordering::SeqCst) {
                    return;
                }
                let (state, stream) = (Arc::clone(&shared), stream.unwrap());
                // A client that hangs up is no failure of the server's.
                std::thread::spawn(move || state.serve(stream));
            }
        });
        Self { address, state }
    }

    pub fn url(&self, repository: &str) -> String {
        format!("http://{}/{repository}", self.address)
    }

    pub fn set(&self, fault: Fault) {
        *self.state.fault.lock().unwrap() = fault;
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

impl State {
    fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let request = read(&stream)?;
        let fault = self.fault.lock().unwrap().clone();
        let turn = fault.before(&request.method, &request.target, header(&request, "authorization"));
        let note = |status| {
            self.seen.lock().unwrap().push(Seen {
                method: request.method.clone(),
                streamed: header(&request, "transfer-encoding").is_some(),
                target: request.target.clone(),
                authorization: header(&request, "authorization").map(str::to_owned),
                agent: header(&request, "user-agent").unwrap_or_default().to_owned(),
                status,
            });
        };
        match turn {
            Turn::Answer { status, headers, body } => {
                note(status);
                write!(stream, "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len())
                    .ok()?;
                stream.write_all(&body).ok()
            }
            Turn::Silent(held) => {
                note(0);
                held.hold(&stream);
                None
            }
            Turn::Serve => {
                let (status, headers, body) = self.backend(&request);
                note(status);
                fault.send(&mut stream, &request.method, &format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{headers}"), &body)
            }
        }
    }

    /// What the real thing answers.
    fn backend(&self, request: &Request) -> (u16, String, Vec<u8>) {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let mut command = Command::new("git");
        command.arg("http-backend").env_clear();
        for (name, value) in [
            ("PATH", std::env::var("PATH").unwrap().as_str()),
            ("GIT_PROJECT_ROOT", self.root.to_str().unwrap()),
            ("GIT_HTTP_EXPORT_ALL", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_COUNT", "4"),
            ("GIT_CONFIG_KEY_0", "safe.directory"),
            ("GIT_CONFIG_VALUE_0", "*"),
            ("GIT_CONFIG_KEY_1", "uploadpack.allowReachableSHA1InWant"),
            ("GIT_CONFIG_VALUE_1", "true"),
            ("GIT_CONFIG_KEY_2", "pack.threads"),
            ("GIT_CONFIG_VALUE_2", "1"),
            ("GIT_CONFIG_KEY_3", "http.receivepack"),
            ("GIT_CONFIG_VALUE_3", "true"),
            ("REQUEST_METHOD", &request.method),
            ("PATH_INFO", path),
            ("QUERY_STRING", query),
            ("CONTENT_TYPE", header(request, "content-type").unwrap_or_default()),
            ("HTTP_CONTENT_ENCODING", header(request, "content-encoding").unwrap_or_default()),
            ("GIT_PROTOCOL", header(request, "git-protocol").unwrap_or_default()),
            ("CONTENT_LENGTH", &request.body.len().to_string()),
        ] {
            command.env(name, value);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (mut stdin, body) = (child.stdin.take().unwrap(), request.body.clone());
        let writer = std::thread::spawn(move || stdin.write_all(&body));
        let mut answer = Vec::new();
        child.stdout.take().unwrap().read_to_end(&mut answer).unwrap();
        child.wait().unwrap();
        // It may end without reading all of a request that it refuses.
        drop(writer.join());
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end + 2]).into_owned();
        let status = head.lines().find_map(|line| line.strip_prefix("Status: ")?.get(..3)?.parse().ok()).unwrap_or(200);
        (status, head, answer[end + 4..].to_vec())
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.to_owned())),
            None => break,
        }
    }
    let mut request = Request { method, target, headers, body: Vec::new() };
    let length = header(&request, "content-length").map_or(0, |length| length.parse().unwrap());
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).ok()?;
    if header(&request, "transfer-encoding") == Some("chunked") {
        request.body = chunks(&mut reader)?;
    }
    Some(request)
}

/// A body that came in pieces; none where it broke off.
fn chunks(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
        let start = body.len();
        body.resize(start + length + 2, 0);
        reader.read_exact(&mut body[start..]).ok()?;
        body.truncate(start + length);
        if length == 0 {
            return Some(body);
        }
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
