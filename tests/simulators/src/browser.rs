//! A browser for tests: follows a server's pages as a person would, with the simulated company's authority installed.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use url::Url;

use crate::{Bitbucket, Error};

/// One person's browser.
pub struct Browser {
    authority: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Where it sends the browser, resolved.
    pub location: Option<Url>,
    /// The text.
    pub body: String,
}

impl Browser {
    /// A browser that trusts a server's authority.
    pub fn of(server: &Bitbucket) -> Self {
        Self { authority: server.ca_pem().map(str::to_owned) }
    }

    /// Opens an address; redirects are not followed.
    pub fn get(&self, url: &Url) -> Result<Page, Error> {
        self.send("GET", url, "")
    }

    /// Sends a form; redirects are not followed.
    pub fn post(&self, url: &Url, fields: &[(String, String)]) -> Result<Page, Error> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", url, &body)
    }

    /// Opens an authorise address and presses a button of the page that asks for consent; where the server then sends us.
    pub fn consent(&self, authorise: &Url, allow: bool) -> Result<Url, Error> {
        let lost = |what: &str| Error::Refused { detail: what.into() };
        let first = self.get(authorise)?;
        let Some(consent) = first.location else { return Err(lost(&first.body)) };
        if consent.origin() != authorise.origin() {
            // Sent back at once, with an error.
            return Ok(consent);
        }
        let page = self.get(&consent)?;
        let mut fields = hidden_fields(&page.body);
        fields.push(("decision".into(), if allow { "allow" } else { "deny" }.into()));
        let answered = self.post(&consent, &fields)?;
        answered.location.ok_or_else(|| lost(&answered.body))
    }

    fn send(&self, method: &str, url: &Url, body: &str) -> Result<Page, Error> {
        let unknown = || Error::Unknown { what: "address", name: url.to_string() };
        let (host, port) = (url.host_str().ok_or_else(unknown)?, url.port_or_known_default().ok_or_else(unknown)?);
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let mut request = format!("{method} {path} HTTP/1.0\r\nHost: {authority}\r\nAccept: text/html\r\n");
        if method == "POST" {
            // Writing to a string does not fail.
            let _ = write!(request, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len());
        }
        request.push_str("\r\n");
        request.push_str(body);
        let stream = connect(host.trim_matches(['[', ']']), port)?;
        let answer = match (url.scheme(), &self.authority) {
            ("https", Some(pem)) => talk(secured(stream, pem, host)?, &request)?,
            _ => talk(stream, &request)?,
        };
        read(url, &answer).ok_or_else(unknown)
    }
}

/// As browsers do: every address of the name, one after the other.
fn connect(host: &str, port: u16) -> std::io::Result<TcpStream> {
    let mut last = std::io::Error::from(std::io::ErrorKind::NotFound);
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect(address) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn secured(stream: TcpStream, pem: &str, host: &str) -> Result<impl Read + Write, Error> {
    let mut roots = rustls::RootCertStore::empty();
    let certificate =
        CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| Error::Refused { detail: error.to_string() })?;
    roots.add(certificate)?;
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|error| Error::Refused { detail: error.to_string() })?;
    Ok(rustls::StreamOwned::new(rustls::ClientConnection::new(Arc::new(config), name)?, stream))
}

fn talk(mut stream: impl Read + Write, request: &str) -> std::io::Result<Vec<u8>> {
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    // What came before a broken connection counts as read: HTTP/1.0 ends with its connection.
    while let Ok(count @ 1..) = stream.read(&mut part) {
        bytes.extend_from_slice(&part[..count]);
    }
    Ok(bytes)
}

fn read(url: &Url, answer: &[u8]) -> Option<Page> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let location = lines.filter_map(|line| line.split_once(": ")).find(|(name, _)| name.eq_ignore_ascii_case("location"));
    let location = location.and_then(|(_, to)| url.join(to).ok());
    Some(Page { status, location, body: body.to_owned() })
}

fn hidden_fields(page: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
        let text = &tag[start..start + tag[start..].find('"')?];
        Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    let tags = page.split("<input type=\"hidden\"").skip(1);
    tags.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?))).collect()
}
