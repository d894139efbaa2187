//! Public keys that users put on the server.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};

use super::UserId;

#[derive(Clone)]
pub(crate) struct SshKey {
    pub id: u64,
    pub user: UserId,
    /// Algorithm and base64 only: what identifies the key.
    pub text: String,
    pub label: Option<String>,
    pub created: i64,
    pub expiry_days: Option<u32>,
}

impl SshKey {
    /// Reads one line as in an `.pub` file; `None` when it is no public key.
    pub fn read(id: u64, user: UserId, line: &str, now: i64) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (algorithm, body) = (words.next()?, words.next()?);
        let bytes = STANDARD.decode(body).ok()?;
        // The body begins with its own algorithm name, length first.
        let length = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
        let named = bytes.get(4..4 + length)?;
        let known = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].iter().any(|prefix| algorithm.starts_with(prefix));
        if !known || named != algorithm.as_bytes() || bytes.len() <= 4 + length {
            return None;
        }
        let comment = words.collect::<Vec<_>>().join(" ");
        let label = (!comment.is_empty()).then_some(comment);
        Some(Self { id, user, text: format!("{algorithm} {body}"), label, created: now, expiry_days: None })
    }
}

/// `SHA256:...` as OpenSSH prints it, of a public key line.
pub(crate) fn key_fingerprint(line: &str) -> Option<String> {
    let body = line.split_whitespace().nth(1)?;
    let bytes = STANDARD.decode(body).ok()?;
    Some(format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(bytes))))
}
