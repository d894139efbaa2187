//! SSH keys of the account, and the server's host key.

use serde_json::json;

use super::faults::{Asking, fault, is_success};
use super::paging::gather;
use super::rest::{Rest, parse};
use super::{web, wire};
use crate::error::{Error, SignInReason};
use crate::model::condition::SshSettings;
use crate::model::keys::KeyUpload;

const ASKING: Asking<'static> = Asking { what: "the SSH keys of the account", missing: "changing the account" };

/// Adds a key, if tokens may: the documentation says that they can't change an account, so a refusal is no error but
/// the hint to paste the key on the server's page.
pub(super) async fn add(rest: &Rest, public_key: &str, label: &str) -> Result<KeyUpload, Error> {
    let public_key = public_key.trim();
    let body = if label.is_empty() { json!({ "text": public_key }) } else { json!({ "text": public_key, "label": label }) };
    let response = rest.add(rest.ssh("keys"), &body).await?;
    match response.status {
        status if is_success(status) && !response.is_web_page() => Ok(KeyUpload::Uploaded),
        409 if is_ours(rest, public_key).await => Ok(KeyUpload::AlreadyThere),
        _ => match fault(&response, ASKING) {
            // Whoever is locked out gets no further with pasting either.
            locked @ Error::SignIn { reason: SignInReason::Captcha, .. } => Err(locked),
            Error::SignIn { .. } | Error::Denied { .. } => Ok(KeyUpload::PasteThere { url: web::pages(rest.base()).ssh_keys }),
            Error::Invalid { why, .. } => Err(Error::Invalid { field: "publicKey".to_owned(), why }),
            other => Err(other),
        },
    }
}

/// A key is known once on the whole system: a conflict may be with our own key or with somebody else's. Where the list
/// can't be read it is taken for ours, which is by far the likelier.
async fn is_ours(rest: &Rest, public_key: &str) -> bool {
    let read = |key: wire::SshKey| Some(essence(&key.text) == essence(public_key));
    let keys = gather(rest, rest.ssh("keys"), 100, ASKING, read, |found| found.contains(&true)).await;
    keys.map_or(true, |keys| keys.contains(&true))
}

/// Type and key without the comment.
fn essence(line: &str) -> Vec<&str> {
    line.split_whitespace().take(2).collect()
}

/// The server's SSH side; none where the server has no such resource.
pub(super) async fn settings(rest: &Rest) -> Result<Option<SshSettings>, Error> {
    let response = rest.ask(rest.ssh("settings")).await?;
    if response.status == 404 {
        return Ok(None);
    }
    if !is_success(response.status) || response.is_web_page() {
        return Err(fault(&response, Asking { what: "the SSH settings", missing: "" }));
    }
    let settings: wire::SshSettings = parse(&response)?;
    Ok(Some(SshSettings {
        enabled: settings.enabled != Some(false),
        address: Some(settings.base_url.trim_end_matches('/').to_owned()).filter(|address| !address.is_empty()),
        fingerprint: settings.fingerprint.as_ref().and_then(written),
    }))
}

/// Servers write the bare value, with the algorithm beside it, or `SHA256:` before it; OpenSSH leaves the padding out.
fn written(fingerprint: &wire::Fingerprint) -> Option<String> {
    let value = fingerprint.value.trim();
    let algorithm = fingerprint.algorithm.replace('-', "").to_uppercase();
    let bare = value.strip_prefix("SHA256:").or_else(|| value.strip_prefix("MD5:")).unwrap_or(value);
    if bare.is_empty() {
        return None;
    }
    let is_md5 = algorithm == "MD5" || value.starts_with("MD5:") || bare.matches(':').count() == 15;
    Some(if is_md5 { format!("MD5:{bare}") } else { format!("SHA256:{}", bare.trim_end_matches('=')) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_written_as_openssh_does() {
        let written = |algorithm: &str, value: &str| {
            written(&wire::Fingerprint { algorithm: algorithm.to_owned(), value: value.to_owned() })
        };
        let expected = Some("SHA256:Cbg38r".to_owned());
        assert_eq!(written("SHA-256", "Cbg38r"), expected);
        assert_eq!(written("sha256", "SHA256:Cbg38r="), expected);
        assert_eq!(written("", "Cbg38r=="), expected);
        let md5 = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff";
        assert_eq!(written("MD5", md5), Some(format!("MD5:{md5}")));
        assert_eq!(written("", md5), Some(format!("MD5:{md5}")));
        assert_eq!(written("SHA-256", " "), None);
    }

    #[test]
    fn keys_are_the_same_whatever_their_comment() {
        assert_eq!(essence("ssh-ed25519 AAAA ann@home"), essence(" ssh-ed25519  AAAA"));
        assert_ne!(essence("ssh-ed25519 AAAA ann@home"), essence("ssh-ed25519 AAAB ann@home"));
    }
}
