//! The bridge to `git http-backend`: CGI on its side, HTTP on ours, nothing held back in between.

use std::path::Path;
use std::process::Stdio;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Request as HttpRequest, StatusCode, header};
use axum::response::Response;
use bytes::{Buf, BytesMut};
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::Error;
use crate::bitbucket::git::environment;
use crate::bitbucket::webhooks::Push;

/// Room for one read of the program's output; large, because clones of big repositories pass here.
const CHUNK: usize = 256 << 10;

/// Lets `git http-backend` answer one request for `rest` below a bare repository.
pub(super) async fn run(folder: &Path, rest: &str, user: Option<&str>, request: Request) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let head = HttpRequest::from_parts(parts, ());
    let mut child = command(folder, rest, user, &head)
        .spawn()
        .map_err(|source| Error::Program { program: "git http-backend".into(), source })?;
    if let Some(stdin) = child.stdin.take() {
        tokio::spawn(feed(stdin, body));
    }
    let Some(stdout) = child.stdout.take() else { return Err(Error::Io(std::io::ErrorKind::BrokenPipe.into())) };
    answer(child, stdout).await
}

fn command(folder: &Path, rest: &str, user: Option<&str>, request: &HttpRequest<()>) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "http.receivepack=true", "-c", "http.getanyfile=false", "http-backend"])
        .env_clear()
        .envs(environment())
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("GIT_PROJECT_ROOT", folder)
        .env("PATH_INFO", format!("/{rest}"))
        .env("QUERY_STRING", request.uri().query().unwrap_or_default())
        .env("REQUEST_METHOD", request.method().as_str())
        .env("REMOTE_ADDR", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    if let Some(user) = user {
        command.env("REMOTE_USER", user);
    }
    let passed = [
        (header::CONTENT_TYPE, "CONTENT_TYPE"),
        (header::CONTENT_LENGTH, "CONTENT_LENGTH"),
        (header::CONTENT_ENCODING, "HTTP_CONTENT_ENCODING"),
        (HeaderName::from_static("git-protocol"), "GIT_PROTOCOL"),
    ];
    for (name, variable) in passed {
        if let Some(value) = request.headers().get(name).and_then(|value| value.to_str().ok()) {
            command.env(variable, value);
        }
    }
    command
}

async fn feed(mut stdin: ChildStdin, body: Body) {
    let mut body = body.into_data_stream();
    while let Some(Ok(chunk)) = body.next().await {
        // The program may stop reading early; its answer says why.
        if stdin.write_all(&chunk).await.is_err() {
            return;
        }
    }
}

/// Reads the CGI head and streams the rest.
async fn answer(child: Child, mut stdout: ChildStdout) -> Result<Response, Error> {
    let mut read = BytesMut::with_capacity(CHUNK);
    let (head, skip) = loop {
        if let Some(end) = find(&read, b"\r\n\r\n") {
            break (end, 4);
        }
        if let Some(end) = find(&read, b"\n\n") {
            break (end, 2);
        }
        if stdout.read_buf(&mut read).await? == 0 {
            return Err(Error::Failed { program: "git http-backend".into(), detail: "it said nothing".into() });
        }
    };
    let lines = String::from_utf8_lossy(&read[..head]).into_owned();
    read.advance(head + skip);
    let first = read.split().freeze();
    let rest = stream::unfold((child, stdout, read), |(child, mut stdout, mut read)| async move {
        read.reserve(CHUNK);
        match stdout.read_buf(&mut read).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(read.split().freeze()), (child, stdout, read))),
            Err(error) => Some((Err(error), (child, stdout, read))),
        }
    });
    let body = stream::iter((!first.is_empty()).then_some(Ok::<Bytes, std::io::Error>(first))).chain(rest);
    let mut response = Response::new(Body::from_stream(body));
    for (name, value) in lines.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        if name.eq_ignore_ascii_case("status") {
            let code = value.split(' ').next().and_then(|code| code.parse::<u16>().ok());
            let status = code.and_then(|code| StatusCode::from_u16(code).ok());
            *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        } else if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// Tells a push when the last of an answer went out: Git has ended by then.
pub(super) fn then(response: Response, push: Option<Push>) -> Response {
    let Some(push) = push else { return response };
    let (head, body) = response.into_parts();
    let end = stream::once(async move {
        tokio::task::block_in_place(|| push.end());
        Ok::<Bytes, axum::Error>(Bytes::new())
    });
    Response::from_parts(head, Body::from_stream(body.into_data_stream().chain(end)))
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
