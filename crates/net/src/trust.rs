//! Whom to trust, for each host and port: the single source, shared by REST and Git.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::certificate::CertificateFacts;
use crate::error::Error;

/// The single source of trust: the operating system's authorities for everybody, and for single hosts a pinned
/// certificate or an authority of their own. Clones share it; changes apply to the next connection.
#[derive(Clone)]
pub struct TrustStore(Arc<Inner>);

struct Inner {
    provider: Arc<CryptoProvider>,
    /// Read at the first encrypted connection; none where the system has no authorities at all.
    system: OnceLock<Option<Arc<dyn ServerCertVerifier>>>,
    special: RwLock<HashMap<(String, u16), Entry>>,
}

/// Trust for one host and port. The mark grows with each change, so that connections made before are not used again.
#[derive(Clone, Default)]
struct Entry {
    mark: u64,
    special: Option<Special>,
}

/// Trust beyond the operating system's.
#[derive(Clone)]
pub(crate) enum Special {
    /// Exactly the certificate with this SHA-256, and no other.
    Pin([u8; 32]),
    /// Also what these authorities sign.
    Authority(Arc<WebPkiServerVerifier>),
}

impl Default for TrustStore {
    fn default() -> Self {
        Self::new()
    }
}

impl TrustStore {
    /// Trusts whom the operating system trusts (on Linux the bundle that `SSL_CERT_FILE` and `SSL_CERT_DIR` name).
    pub fn new() -> Self {
        Self(Arc::new(Inner {
            provider: Arc::new(rustls::crypto::ring::default_provider()),
            system: OnceLock::new(),
            special: RwLock::default(),
        }))
    }

    /// Trusts exactly the certificate with this SHA-256 (of the DER) on this host and port, and nothing else there. A
    /// server that shows another one is answered with [`Distrust::PinChanged`](crate::Distrust::PinChanged).
    pub fn pin(&self, host: &str, port: u16, sha256: [u8; 32]) {
        self.set(host, port, Some(Special::Pin(sha256)));
    }

    /// Trusts the certificates in `pem` as authorities, for this host and port only, beside the operating system's.
    /// Returns what they say. [`Error::Broken`] where there is none or one can't be read; nothing changes then.
    pub fn authority(&self, host: &str, port: u16, pem: &str) -> Result<Vec<CertificateFacts>, Error> {
        let broken = |detail: String| Error::Broken { detail };
        let mut roots = RootCertStore::empty();
        let mut facts = Vec::new();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|e| broken(format!("not a PEM certificate: {e}")))?;
            facts.push(CertificateFacts::read(&certificate));
            roots.add(certificate).map_err(|e| broken(format!("not a certificate authority: {e}")))?;
        }
        if facts.is_empty() {
            return Err(broken("there is no certificate in it".to_owned()));
        }
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&self.0.provider))
            .build()
            .map_err(|e| broken(format!("not a certificate authority: {e}")))?;
        self.set(host, port, Some(Special::Authority(verifier)));
        Ok(facts)
    }

    /// Back to whom the operating system trusts, on this host and port.
    pub fn forget(&self, host: &str, port: u16) {
        self.set(host, port, None);
    }

    fn set(&self, host: &str, port: u16, special: Option<Special>) {
        let mut all = self.0.special.write().unwrap_or_else(PoisonError::into_inner);
        let entry = all.entry(key(host, port)).or_default();
        entry.mark += 1;
        entry.special = special;
    }

    /// The mark and the special trust of a host and port.
    pub(crate) fn of(&self, host: &str, port: u16) -> (u64, Option<Special>) {
        let all = self.0.special.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&key(host, port)).map_or((0, None), |entry| (entry.mark, entry.special.clone()))
    }

    pub(crate) fn provider(&self) -> &Arc<CryptoProvider> {
        &self.0.provider
    }

    pub(crate) fn system(&self) -> Option<Arc<dyn ServerCertVerifier>> {
        let read = || match rustls_platform_verifier::Verifier::new(Arc::clone(&self.0.provider)) {
            Ok(verifier) => Some(Arc::new(verifier) as Arc<dyn ServerCertVerifier>),
            Err(error) => {
                tracing::warn!(%error, "the operating system offers no certificate authorities");
                None
            }
        };
        self.0.system.get_or_init(read).clone()
    }
}

impl std::fmt::Debug for TrustStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.0.special.read().unwrap_or_else(PoisonError::into_inner);
        f.debug_set().entries(all.keys()).finish()
    }
}

/// Hosts are compared as [`url::Url`] writes them: lower case, IPv6 without brackets here.
fn key(host: &str, port: u16) -> (String, u16) {
    (host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase(), port)
}
