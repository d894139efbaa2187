//! An ear on loopback for requests that servers send by themselves: what a webhook leads to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver as Queue};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::Error;

/// A request that was heard.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Path and query.
    pub target: String,
    /// Names as they were sent.
    pub headers: Vec<(String, String)>,
    /// The body, whole.
    pub body: Vec<u8>,
}

impl Heard {
    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Listens until it is dropped, and answers everybody alike.
pub struct Receiver {
    port: u16,
    answer: Arc<Mutex<(u16, String)>>,
    queue: Mutex<Queue<Heard>>,
}

impl Receiver {
    /// Listens on a free port and answers 204 until told otherwise.
    pub fn start() -> Result<Self, Error> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let answer = Arc::new(Mutex::new((204, String::new())));
        let (sender, queue) = mpsc::channel();
        let given = Arc::clone(&answer);
        std::thread::Builder::new().name("receiver".into()).spawn(move || {
            for stream in listener.incoming().flatten() {
                let (status, words) = given.lock().unwrap_or_else(PoisonError::into_inner).clone();
                if status == 0 || hear(&stream, status, &words).is_some_and(|heard| sender.send(heard).is_err()) {
                    break;
                }
            }
        })?;
        Ok(Self { port, answer, queue: Mutex::new(queue) })
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers like this from now on.
    pub fn answer(&self, status: u16, words: &str) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = (status, words.into());
    }

    /// The next request, waited for; none after half a minute.
    pub fn next(&self) -> Option<Heard> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(Duration::from_secs(30)).ok()
    }

    /// True where nothing was heard that was not asked for yet.
    pub fn is_silent(&self) -> bool {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).try_recv().is_err()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.answer(0, "");
        // The thread waits for somebody to come.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn hear(stream: &TcpStream, status: u16, words: &str) -> Option<Heard> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut heard = Heard { target, headers, body: Vec::new() };
    let length = heard.header("Content-Length").and_then(|length| length.parse().ok()).unwrap_or(0);
    heard.body = vec![0; length];
    reader.read_exact(&mut heard.body).ok()?;
    let answer =
        format!("HTTP/1.0 {status} Answer\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{words}", words.len());
    let mut writer = stream;
    writer.write_all(answer.as_bytes()).ok()?;
    Some(heard)
}
