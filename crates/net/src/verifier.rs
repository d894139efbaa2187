//! Deciding about one server's certificate, and carrying what it showed into the error.
//!
//! rustls tells a verifier the server's name but not the port, and trust is given per host *and* port. So each origin
//! has its own verifier, made by [`crate::line`] for exactly that origin.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, OtherError, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};

use crate::certificate::{Anchor, Certificate, Distrust, TlsVersion};
use crate::error::Error;
use crate::trust::{Special, TrustStore};

/// A refused certificate, as it travels inside [`TlsError`] up to [`crate::wire_fault`].
#[derive(Debug, thiserror::Error)]
#[error("the certificate of {} is not trusted", .0.host)]
pub(crate) struct Shown(pub Certificate);

struct Verifier {
    host: String,
    port: u16,
    special: Option<Special>,
    /// Asked for the operating system's authorities, which are read when the first certificate is judged.
    trust: TrustStore,
    provider: Arc<CryptoProvider>,
    /// Ends every handshake with the server itself, so that no request follows.
    look_only: bool,
    /// What was shown to somebody who only looks, kept until the server has proven that the key is its own.
    seen: Mutex<Option<Certificate>>,
}

/// TLS for one origin: TLS 1.2 or newer, trust as it stands now.
pub(crate) fn configuration(trust: &TrustStore, host: &str, port: u16, look_only: bool) -> Result<ClientConfig, Error> {
    let provider = Arc::clone(trust.provider());
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let (_, special) = trust.of(&host, port);
    let verifier = Verifier {
        host,
        port,
        special,
        trust: trust.clone(),
        provider: Arc::clone(&provider),
        look_only,
        seen: Mutex::default(),
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(|e| Error::Broken { detail: format!("TLS can't be set up: {e}") })?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

impl Verifier {
    fn judge(
        &self,
        leaf: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<Anchor, Distrust> {
        let by_system = || match self.trust.system() {
            Some(system) => {
                system.verify_server_cert(leaf, between, name, ocsp, now).map(|_| Anchor::System).map_err(|e| distrust(&e))
            }
            None => Err(Distrust::UnknownIssuer),
        };
        // An encrypted proxy on the way has another name: what was trusted for the server is not trusted for it.
        match self.special.as_ref().filter(|_| self.is_ours(name)) {
            None => by_system(),
            Some(Special::Pin(pin)) if Sha256::digest(leaf).as_slice() == pin => Ok(Anchor::Pin),
            Some(Special::Pin(_)) => Err(Distrust::PinChanged),
            Some(Special::Authority(authority)) => {
                let judged = authority.verify_server_cert(leaf, between, name, ocsp, now);
                judged.map(|_| Anchor::Authority).or_else(|e| {
                    by_system().map_err(|system| match distrust(&e) {
                        Distrust::UnknownIssuer => system,
                        told => told,
                    })
                })
            }
        }
    }

    /// After the server's proof: goes on, unless somebody only looks.
    fn proven(&self, version: TlsVersion, verified: HandshakeSignatureValid) -> Result<HandshakeSignatureValid, TlsError> {
        match self.seen.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(shown) => Err(refusal(Certificate { tls: Some(version), ..shown })),
            None => Ok(verified),
        }
    }

    fn is_ours(&self, name: &ServerName<'_>) -> bool {
        match name {
            ServerName::IpAddress(address) => {
                self.host.parse::<std::net::IpAddr>().is_ok_and(|host| host == std::net::IpAddr::from(*address))
            }
            name => name.to_str().eq_ignore_ascii_case(&self.host),
        }
    }
}

fn refusal(shown: Certificate) -> TlsError {
    TlsError::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(Shown(shown)))))
}

fn distrust(error: &TlsError) -> Distrust {
    let TlsError::InvalidCertificate(error) = error else { return Distrust::Other };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Distrust::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Distrust::NotYetValid,
        CertificateError::UnknownIssuer => Distrust::UnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Distrust::WrongName,
        _ => Distrust::Other,
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let judged = self.judge(leaf, between, name, ocsp, now);
        let looks = self.look_only && self.is_ours(name);
        if judged.is_ok() && !looks {
            return Ok(ServerCertVerified::assertion());
        }
        let host = if self.is_ours(name) { format!("{}:{}", self.host, self.port) } else { name.to_str().into_owned() };
        let chain: Vec<&[u8]> = std::iter::once(leaf).chain(between).map(AsRef::as_ref).collect();
        let shown = Certificate::read(host, judged, &chain);
        if looks {
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
            // Ended by `proven`: which version is spoken is told by which signature comes.
            return Ok(ServerCertVerified::assertion());
        }
        Err(refusal(shown))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let verified = verify_tls12_signature(message, leaf, signed, &self.provider.signature_verification_algorithms)?;
        self.proven(TlsVersion::V1_2, verified)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let verified = verify_tls13_signature(message, leaf, signed, &self.provider.signature_verification_algorithms)?;
        self.proven(TlsVersion::V1_3, verified)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Verifier({}:{})", self.host, self.port)
    }
}
