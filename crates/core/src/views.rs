//! The rooms' models as the contract shows them: times become text, paths become text, kinds become names on the wire.

pub(crate) mod changes;
pub(crate) mod history;
pub(crate) mod hosts;
pub(crate) mod pull_requests;
pub(crate) mod repositories;
pub(crate) mod webhooks;

use crate::api::hosts::{AuthorityView, CertificateView, Distrust, ForgeKind};
use crate::api::keys::{KeyUpload, SshKey};
use crate::api::repositories::Page;

/// The kind as the forge room names it.
pub(crate) fn forge_kind(kind: ForgeKind) -> forge::Kind {
    match kind {
        ForgeKind::BitbucketServer => forge::Kind::BitbucketServer,
    }
}

pub(crate) fn page<T, V>(page: forge::Page<T>, view: impl FnMut(T) -> V) -> Page<V> {
    Page { items: page.items.into_iter().map(view).collect(), next: page.next, seen: None }
}

pub(crate) fn certificate(shown: &net::Certificate) -> CertificateView {
    CertificateView {
        host: shown.host.clone(),
        why: match shown.why {
            net::Distrust::UnknownIssuer => Distrust::UnknownIssuer,
            net::Distrust::Incomplete => Distrust::Incomplete,
            net::Distrust::SelfSigned => Distrust::SelfSigned,
            net::Distrust::Expired => Distrust::Expired,
            net::Distrust::NotYetValid => Distrust::NotYetValid,
            net::Distrust::WrongName => Distrust::WrongName,
            net::Distrust::PinChanged => Distrust::PinChanged,
            net::Distrust::Other => Distrust::Other,
        },
        subject: shown.leaf.subject.clone(),
        issuer: shown.leaf.issuer.clone(),
        names: shown.leaf.names.clone(),
        not_before: shown.leaf.not_before.to_string(),
        not_after: shown.leaf.not_after.to_string(),
        sha256: shown.leaf.fingerprint(),
        authority: shown
            .authority
            .as_ref()
            .map(|authority| AuthorityView { name: authority.subject.clone(), sha256: authority.fingerprint() }),
    }
}

pub(crate) fn key(pair: ssh::KeyPair) -> SshKey {
    SshKey {
        path: pair.path.to_string_lossy().into_owned(),
        algorithm: pair.algorithm,
        fingerprint: pair.fingerprint,
        comment: pair.comment,
        public_key: pair.public_key,
        encrypted: pair.encrypted,
    }
}

pub(crate) fn upload(upload: forge::KeyUpload) -> KeyUpload {
    match upload {
        forge::KeyUpload::Uploaded => KeyUpload::Uploaded,
        forge::KeyUpload::AlreadyThere => KeyUpload::AlreadyThere,
        forge::KeyUpload::PasteThere { url } => KeyUpload::PasteThere { url: url.to_string() },
    }
}
