//! A server's certificate as it was shown, for a person to judge.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_parser::extensions::{GeneralName, ParsedExtension, X509Extension};
use x509_parser::oid_registry::OID_PKIX_ACCESS_DESCRIPTOR_CA_ISSUERS;
use x509_parser::prelude::{ASN1Time, FromDer, X509Certificate};

/// A shown certificate and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// `name:port` that showed it.
    pub host: String,
    /// Whose trust it rests on as things stand; none where it is not trusted. Only
    /// [`Client::certificate`](crate::Client::certificate) shows trusted ones.
    pub anchor: Option<Anchor>,
    /// Why it is not trusted; without meaning where it is.
    pub why: Distrust,
    /// What was spoken; known only where the handshake went on to the server's proof that it has the certificate's key.
    pub tls: Option<TlsVersion>,
    /// The server's own certificate.
    pub leaf: CertificateFacts,
    /// The topmost authority that the server sent along.
    pub authority: Option<CertificateFacts>,
    /// That authority in PEM, as [`TrustStore::authority`](crate::TrustStore::authority) takes it.
    pub authority_pem: Option<String>,
    /// All that was sent, the server's own first.
    pub chain: Vec<CertificateFacts>,
    /// The same in PEM.
    pub chain_pem: String,
}

/// Whose trust a certificate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The operating system's authorities.
    System,
    /// Exactly this certificate was trusted.
    Pin,
    /// An authority that was trusted for this host.
    Authority,
}

/// Versions of TLS that we speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsVersion {
    /// 1.2.
    V1_2,
    /// 1.3.
    V1_3,
}

/// What a certificate says. Empty where it can't be read, but for the fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whom it names.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// DNS names and addresses it is good for.
    pub names: Vec<String>,
    /// From when.
    pub not_before: Timestamp,
    /// Until when.
    pub not_after: Timestamp,
    /// SHA-256 of the whole certificate in DER.
    pub sha256: [u8; 32],
}

/// Why a certificate is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distrust {
    /// Signed by nobody we know.
    UnknownIssuer,
    /// Signed by nobody we know, and sent alone although it says where its issuer's certificate is to be had: the server leaves
    /// out what stands between it and an authority.
    Incomplete,
    /// Signed by itself.
    SelfSigned,
    /// Past its end.
    Expired,
    /// Before its beginning.
    NotYetValid,
    /// Not good for this host name.
    WrongName,
    /// It is not the one that was pinned.
    PinChanged,
    /// Anything else.
    Other,
}

impl Certificate {
    /// Reads a chain of DER certificates, the server's own first.
    pub(crate) fn read(host: String, judged: Result<Anchor, Distrust>, chain: &[&[u8]]) -> Self {
        let leaf = chain.first().copied().unwrap_or_default();
        let authority = chain.iter().skip(1).rev().find(|der| is_authority(der));
        let why = match judged.err().unwrap_or(Distrust::Other) {
            Distrust::UnknownIssuer | Distrust::Other if is_self_signed(leaf) => Distrust::SelfSigned,
            Distrust::UnknownIssuer if chain.len() == 1 && tells_of_its_issuer(leaf) => Distrust::Incomplete,
            other => other,
        };
        Self {
            host,
            anchor: judged.ok(),
            why,
            tls: None,
            leaf: CertificateFacts::read(leaf),
            authority: authority.map(|der| CertificateFacts::read(der)),
            authority_pem: authority.map(|der| pem(der)),
            chain: chain.iter().map(|der| CertificateFacts::read(der)).collect(),
            chain_pem: chain.iter().map(|der| pem(der)).collect(),
        }
    }
}

impl CertificateFacts {
    /// Reads one DER certificate.
    pub(crate) fn read(der: &[u8]) -> Self {
        let sha256 = Sha256::digest(der).into();
        let Ok((_, read)) = X509Certificate::from_der(der) else {
            let never = Timestamp::UNIX_EPOCH;
            return Self {
                subject: String::new(),
                issuer: String::new(),
                names: Vec::new(),
                not_before: never,
                not_after: never,
                sha256,
            };
        };
        Self {
            subject: read.subject().to_string(),
            issuer: read.issuer().to_string(),
            names: names(&read),
            not_before: time(read.validity().not_before),
            not_after: time(read.validity().not_after),
            sha256,
        }
    }

    /// `AB:CD:…`, as browsers and `openssl x509 -fingerprint` show it.
    pub fn fingerprint(&self) -> String {
        self.sha256.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    }
}

fn names(read: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(listed)) = read.subject_alternative_name() else { return Vec::new() };
    let name = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes).ok().map(|bytes| std::net::Ipv4Addr::from(bytes).to_string()),
            16 => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
            _ => None,
        },
        _ => None,
    };
    listed.value.general_names.iter().filter_map(name).collect()
}

fn time(time: ASN1Time) -> Timestamp {
    // Certificates may say year 9999 and later; what does not fit is as good as for ever.
    Timestamp::from_second(time.timestamp()).unwrap_or(Timestamp::MAX)
}

fn is_authority(der: &[u8]) -> bool {
    X509Certificate::from_der(der).is_ok_and(|(_, read)| read.is_ca())
}

fn is_self_signed(der: &[u8]) -> bool {
    X509Certificate::from_der(der).is_ok_and(|(_, read)| read.subject().as_raw() == read.issuer().as_raw())
}

/// True where it says where the certificate of whoever signed it is (RFC 5280, 4.2.2.1), as those of public authorities do.
fn tells_of_its_issuer(der: &[u8]) -> bool {
    let names_issuer = |extension: &X509Extension<'_>| match extension.parsed_extension() {
        ParsedExtension::AuthorityInfoAccess(access) => {
            access.accessdescs.iter().any(|description| description.access_method == OID_PKIX_ACCESS_DESCRIPTOR_CA_ISSUERS)
        }
        _ => false,
    };
    X509Certificate::from_der(der).is_ok_and(|(_, read)| read.extensions().iter().any(names_issuer))
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}
