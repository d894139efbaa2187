//! What the tests of this package share: a small HTTP client over plain sockets, and the stock `git` client.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use base64::Engine;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use simulators::Bitbucket;

pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        let read = serde_json::from_slice(&self.body);
        assert!(read.is_ok(), "no JSON: {}", self.text());
        read.unwrap_or_default()
    }

    /// Last part of the exception's name.
    pub fn exception(&self) -> String {
        let name = self.json()["errors"][0]["exceptionName"].as_str().unwrap_or_default().to_owned();
        name.rsplit('.').next().unwrap_or_default().to_owned()
    }

    /// Whether as much arrived as was promised.
    pub fn complete(&self) -> bool {
        self.header("content-length").is_none_or(|length| length.parse() == Ok(self.body.len()))
    }
}

/// One caller of one server. HTTP/1.0, so that a body ends with its connection.
pub struct Client<'a> {
    server: &'a Bitbucket,
    authorization: Option<String>,
}

impl<'a> Client<'a> {
    pub fn nobody(server: &'a Bitbucket) -> Self {
        Self { server, authorization: None }
    }

    pub fn bearer(server: &'a Bitbucket, token: &str) -> Self {
        Self { server, authorization: Some(format!("Bearer {token}")) }
    }

    pub fn basic(server: &'a Bitbucket, name: &str, secret: &str) -> Self {
        let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{secret}"));
        Self { server, authorization: Some(format!("Basic {encoded}")) }
    }

    /// A user with the recommended token.
    pub fn of(server: &'a Bitbucket, user: &str) -> Self {
        Self::bearer(server, &server.token(user).expect("a user of the scenario"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.try_send("GET", path, &[], "").expect("an answer")
    }

    /// A change with everything a client should send.
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.try_send(method, path, &[("X-Atlassian-Token", "no-check")], &body.to_string()).expect("an answer")
    }

    pub fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> std::io::Result<Answer> {
        let base = url::Url::parse(&self.server.base_url()).expect("a URL");
        let (host, port) = (base.host_str().expect("a host"), base.port().expect("a port"));
        let mut lines =
            vec![format!("{method} {}{path} HTTP/1.0", base.path().trim_end_matches('/')), format!("Host: {host}:{port}")];
        lines.extend(self.authorization.iter().map(|value| format!("Authorization: {value}")));
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if !body.is_empty() {
            let form = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            lines.extend((!form).then(|| "Content-Type: application/json".to_owned()));
            lines.push(format!("Content-Length: {}", body.len()));
        }
        let request = format!("{}\r\n\r\n{body}", lines.join("\r\n"));
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        match self.server.ca_pem() {
            None => talk(stream, &request),
            Some(pem) => talk(secured(stream, pem, host)?, &request),
        }
    }
}

fn secured(stream: TcpStream, pem: &str, host: &str) -> std::io::Result<impl Read + Write> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate")).expect("an authority");
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).expect("a host name");
    let connection = rustls::ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = rustls::StreamOwned::new(connection, stream);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(stream)
}

fn talk(mut stream: impl Read + Write, request: &str) -> std::io::Result<Answer> {
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    let mut part = vec![0; 65536];
    // What came before a broken connection counts as read.
    while let Ok(count @ 1..) = stream.read(&mut part) {
        bytes.extend_from_slice(&part[..count]);
    }
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into()));
    Ok(Answer { status: status.expect("a status"), headers: headers.collect(), body: bytes[end + 4..].to_vec() })
}

/// The stock `git` in a folder, with nothing of the developer's configuration and these settings instead.
pub fn git(folder: &Path, settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    for name in ["GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSH_COMMAND", "GIT_SSH", "SSH_AUTH_SOCK", "http_proxy", "HTTP_PROXY"] {
        command.env_remove(name);
    }
    command.env("NO_PROXY", "*").env("no_proxy", "*");
    command.args(arguments).current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C").env("GIT_CONFIG_COUNT", settings.len().to_string());
    for (number, (key, value)) in settings.iter().enumerate() {
        command.env(format!("GIT_CONFIG_KEY_{number}"), key).env(format!("GIT_CONFIG_VALUE_{number}"), value);
    }
    command.env("GIT_AUTHOR_NAME", "Test").env("GIT_AUTHOR_EMAIL", "test@kestrel.example");
    command.env("GIT_COMMITTER_NAME", "Test").env("GIT_COMMITTER_EMAIL", "test@kestrel.example");
    command.output().expect("git runs")
}

/// As above, and it must succeed.
pub fn git_ok(folder: &Path, settings: &[(&str, &str)], arguments: &[&str]) -> String {
    let output = git(folder, settings, arguments);
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

pub fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}
