//! The smallest server that speaks Git's smart protocol: `git http-backend` behind one loopback port.
//!
//! Both sides of the clone measurement meet it, so nothing of ours stands in the way of either.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::error::Error;

/// Serves a folder's repositories until this process ends; answers its base URL.
pub fn serve(folder: &Path) -> Result<String, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::file("127.0.0.1"))?;
    let port = listener.local_addr().map_err(Error::file("127.0.0.1"))?.port();
    let folder: PathBuf = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A client that goes away in the middle is its own affair.
            thread::spawn(move || answer(&stream, &folder));
        }
    });
    Ok(format!("http://127.0.0.1:{port}"))
}

#[derive(Default)]
struct Head {
    method: String,
    target: String,
    length: Option<u64>,
    chunked: bool,
    kind: String,
    encoding: String,
    protocol: String,
}

fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    let mut out = stream;
    let head = head(&mut reader)?;
    let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
    let mut command = Command::new("git");
    command.arg("http-backend").env("GIT_PROJECT_ROOT", folder).env("GIT_HTTP_EXPORT_ALL", "1");
    command.env("REQUEST_METHOD", &head.method).env("PATH_INFO", path).env("QUERY_STRING", query).env("REMOTE_ADDR", "127.0.0.1");
    command.env("CONTENT_TYPE", &head.kind).env("HTTP_CONTENT_ENCODING", &head.encoding).env("GIT_PROTOCOL", &head.protocol);
    if let Some(length) = head.length {
        command.env("CONTENT_LENGTH", length.to_string());
    }
    let mut backend = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut input = backend.stdin.take().expect("its input is piped");
    if head.chunked {
        chunks(&mut reader, &mut input)?;
    } else {
        io::copy(&mut (&mut reader).take(head.length.unwrap_or(0)), &mut input)?;
    }
    drop(input);
    // The backend's own headers come first; the end of the connection is the end of the body.
    let mut output = BufReader::with_capacity(1 << 16, backend.stdout.take().expect("its output is piped"));
    let mut headers = String::new();
    let mut status = String::from("200 OK");
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        match line.strip_prefix("Status: ") {
            Some(other) => status = other.trim().to_owned(),
            None => headers.push_str(&line),
        }
    }
    write!(out, "HTTP/1.1 {status}\r\n{}Connection: close\r\n\r\n", headers.replace("\r\n", "\n").replace('\n', "\r\n"))?;
    io::copy(&mut output, &mut out)?;
    backend.wait()?;
    Ok(())
}

fn head(reader: &mut impl BufRead) -> io::Result<Head> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let mut head = Head {
        method: words.next().unwrap_or_default().into(),
        target: words.next().unwrap_or_default().into(),
        ..Head::default()
    };
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(head);
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => head.length = value.parse().ok(),
            "transfer-encoding" => head.chunked = value.eq_ignore_ascii_case("chunked"),
            "content-type" => head.kind = value,
            "content-encoding" => head.encoding = value,
            "git-protocol" => head.protocol = value,
            _ => {}
        }
    }
}

fn chunks(reader: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let size = u64::from_str_radix(line.trim(), 16).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        io::copy(&mut reader.take(size), out)?;
        reader.read_line(&mut String::new())?;
        if size == 0 {
            return Ok(());
        }
    }
}
