//! One request to an address on loopback; whatever lies elsewhere is never asked, not even for its name.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use crate::bitbucket::world::{Got, Sent};

/// How long the other end may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What is read of an answer.
const READ: u64 = 64 * 1024;

/// The answer, or in the server's words why there was none.
pub(super) async fn post(sent: &Sent, verify: bool, authority: Option<&str>) -> Result<Got, String> {
    let url = Url::parse(&sent.url).map_err(|error| error.to_string())?;
    let (host, port) = (url.host_str().unwrap_or_default().to_owned(), url.port_or_known_default().unwrap_or(80));
    if !is_loopback(&url) {
        return Err(format!("java.net.UnknownHostException: {host}"));
    }
    let asked = async {
        let stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await;
        let stream = stream.map_err(|error| format!("java.net.ConnectException: {error}"))?;
        if url.scheme() == "https" {
            let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(|error| error.to_string())?;
            let connector = TlsConnector::from(Arc::new(configuration(verify, authority).map_err(|error| error.to_string())?));
            let stream = connector.connect(name, stream).await;
            exchange(stream.map_err(|error| format!("javax.net.ssl.SSLHandshakeException: {error}"))?, &url, sent).await
        } else {
            exchange(stream, &url, sent).await
        }
    };
    let slow = |_| "java.net.SocketTimeoutException: Read timed out".to_owned();
    tokio::time::timeout(PATIENCE, asked).await.map_err(slow)?
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

/// HTTP/1.0, so that an answer ends with its connection.
async fn exchange(mut stream: impl AsyncRead + AsyncWrite + Unpin, url: &Url, sent: &Sent) -> Result<Got, String> {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut request = format!("POST {}{query} HTTP/1.0\r\nHost: {host}\r\nContent-Length: {}\r\n", url.path(), sent.body.len());
    for (name, value) in &sent.headers {
        request = format!("{request}{name}: {value}\r\n");
    }
    let request = format!("{request}\r\n{}", sent.body);
    let told = |error: std::io::Error| format!("java.net.SocketException: {error}");
    stream.write_all(request.as_bytes()).await.map_err(told)?;
    stream.flush().await.map_err(told)?;
    let mut bytes = Vec::new();
    // An end that is cut off without a farewell is an end.
    let read = stream.take(READ).read_to_end(&mut bytes).await;
    if bytes.is_empty() {
        read.map_err(told)?;
    }
    understood(&bytes).ok_or_else(|| "org.apache.http.NoHttpResponseException: The target server failed to respond".to_owned())
}

fn understood(bytes: &[u8]) -> Option<Got> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.into(), value.trim().into()));
    let body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    Some(Got { status, headers: headers.collect(), body })
}

/// Only the server's own authority is vouched for, if it has one; without verification any certificate will do.
fn configuration(verify: bool, authority: Option<&str>) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    if !verify {
        let verifier = Arc::new(Anybody(provider));
        return Ok(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth());
    }
    let mut roots = RootCertStore::empty();
    for certificate in authority.iter().filter_map(|pem| CertificateDer::from_pem_slice(pem.as_bytes()).ok()) {
        roots.add(certificate)?;
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Believes everybody, as a hook without verification does.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_loopback_is_asked() {
        let loopback = |text: &str| is_loopback(&Url::parse(text).expect("an address"));
        for near in
            ["http://127.0.0.1:80/a", "http://localhost/", "https://[::1]:4/", "http://127.9.9.9/", "http://LOCALHOST:1/x"]
        {
            assert!(loopback(near), "{near}");
        }
        for far in
            ["http://127.0.0.1.example.com/", "http://10.0.0.1/", "https://localhost.example.com/", "http://[2001:db8::1]/"]
        {
            assert!(!loopback(far), "{far}");
        }
    }
}
