//! The private certificate authority and the certificate that the server shows over https.

use std::sync::{Arc, PoisonError, RwLock};

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;

use super::switches::CertificateKind;
use crate::Error;

struct Leaf {
    acceptor: TlsAcceptor,
    sha256: [u8; 32],
}

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
    leaf: RwLock<Leaf>,
}

impl Authority {
    pub fn new(kind: CertificateKind) -> Result<Self, Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Kestrel Orchards internal authority");
        params.distinguished_name.push(DnType::OrganizationName, "Kestrel Orchards");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let year = this_year();
        (params.not_before, params.not_after) = (date_time_ymd(year - 2, 1, 1), date_time_ymd(year + 8, 1, 1));
        let key = KeyPair::generate()?;
        let certificate = params.self_signed(&key)?;
        let (der, pem) = (certificate.der().clone(), certificate.pem());
        let issuer = Issuer::new(params, key);
        let leaf = RwLock::new(leaf(&issuer, &der, kind)?);
        Ok(Self { issuer, certificate: der, pem, leaf })
    }

    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// SHA-256 of the authority's certificate.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.certificate).into()
    }

    /// SHA-256 of the certificate that is shown now.
    pub fn leaf_sha256(&self) -> [u8; 32] {
        self.leaf.read().unwrap_or_else(PoisonError::into_inner).sha256
    }

    pub fn acceptor(&self) -> TlsAcceptor {
        self.leaf.read().unwrap_or_else(PoisonError::into_inner).acceptor.clone()
    }

    /// Shows a new certificate, with a new key, from the next connection on.
    pub fn renew(&self, kind: CertificateKind) -> Result<(), Error> {
        let renewed = leaf(&self.issuer, &self.certificate, kind)?;
        *self.leaf.write().unwrap_or_else(PoisonError::into_inner) = renewed;
        Ok(())
    }
}

/// An authority between the private one and the server.
fn intermediate(issuer: &Issuer<'static, KeyPair>) -> Result<Issuer<'static, KeyPair>, Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Kestrel Orchards servers");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let key = KeyPair::generate()?;
    // Only so that there is one: nobody gets to see it.
    params.signed_by(&key, issuer)?;
    Ok(Issuer::new(params, key))
}

/// Authority Information Access (RFC 5280, 4.2.2.1).
const ISSUER_IS_AT: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 1, 1];

/// Its content: one description, `caIssuers` at an address. Short enough that each length is one byte.
fn issuer_is_at() -> Vec<u8> {
    const CA_ISSUERS: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    let tagged = |tag: u8, content: &[u8]| [&[tag, u8::try_from(content.len()).unwrap_or(0)], content].concat();
    let place = tagged(0x86, b"http://ca.kestrel.example/servers.crt");
    tagged(0x30, &tagged(0x30, &[&CA_ISSUERS[..], &place].concat()))
}

fn this_year() -> i32 {
    i32::from(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year())
}

fn leaf(issuer: &Issuer<'static, KeyPair>, authority: &CertificateDer<'static>, kind: CertificateKind) -> Result<Leaf, Error> {
    let names: Vec<String> = if kind == CertificateKind::WrongName {
        vec!["elsewhere.kestrel.example".into()]
    } else {
        vec!["localhost".into(), "127.0.0.1".into()]
    };
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "Kestrel Orchards Bitbucket");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let year = this_year();
    (params.not_before, params.not_after) = match kind {
        CertificateKind::Expired => (date_time_ymd(year - 2, 1, 1), date_time_ymd(year - 1, 1, 1)),
        CertificateKind::NotYetValid => (date_time_ymd(year + 1, 1, 1), date_time_ymd(year + 2, 1, 1)),
        // Within the 825 days that some platforms allow a leaf.
        _ => (date_time_ymd(year, 1, 1), date_time_ymd(year + 2, 1, 1)),
    };
    let key = KeyPair::generate()?;
    let certificate = match kind {
        CertificateKind::SelfSigned => params.self_signed(&key)?,
        CertificateKind::WithoutIntermediate => {
            params.custom_extensions.push(CustomExtension::from_oid_content(&ISSUER_IS_AT, issuer_is_at()));
            params.signed_by(&key, &intermediate(issuer)?)?
        }
        _ => params.signed_by(&key, issuer)?,
    };
    let mut chain = vec![certificate.der().clone()];
    if !matches!(kind, CertificateKind::SelfSigned | CertificateKind::WithoutIntermediate) {
        chain.push(authority.clone());
    }
    let sha256 = Sha256::digest(certificate.der()).into();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Leaf { acceptor: TlsAcceptor::from(Arc::new(config)), sha256 })
}
