//! The key pairs in a folder, read from their public halves.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssh_key::{HashAlg, PublicKey};

use crate::Error;

/// Far above any key, far below what would hurt to read.
const LARGEST: u64 = 64 * 1024;

/// A public key with its private file beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// The private file.
    pub path: PathBuf,
    /// As OpenSSH names it: `ssh-ed25519`, `ssh-rsa`, …
    pub algorithm: String,
    /// `SHA256:` and base64 without padding, as `ssh-keygen -lf` prints it.
    pub fingerprint: String,
    /// The comment of the public file; often a mail address.
    pub comment: String,
    /// The whole line of the public file.
    pub public_key: String,
    /// Whether the private file asks for a passphrase; `None` where its format does not say or it can't be read.
    pub encrypted: Option<bool>,
}

/// Every readable `*.pub` in `folder` with its private file beside it, by name. A missing folder holds none.
///
/// # Errors
/// [`Error::Denied`] or [`Error::Io`] where the folder itself can't be read.
pub fn list(folder: &Path) -> Result<Vec<KeyPair>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(failed) if failed.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(failed) => return Err(Error::io(folder, failed)),
    };
    let mut pairs: Vec<_> = entries.flatten().filter_map(|entry| read(&entry.path())).collect();
    pairs.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(pairs)
}

fn read(public: &Path) -> Option<KeyPair> {
    if public.extension()? != "pub" {
        return None;
    }
    let path = public.with_extension("");
    // Only plain files are opened: a pipe of that name would block for ever.
    if !fs::metadata(&path).ok()?.is_file() || !fs::metadata(public).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(public).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    let line = text.lines().next()?.trim();
    let key = PublicKey::from_openssh(line).ok()?;
    Some(KeyPair {
        encrypted: is_encrypted(&path),
        path,
        algorithm: key.algorithm().to_string(),
        fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
        comment: key.comment().to_owned(),
        public_key: line.to_owned(),
    })
}

/// Reads the head of a private file only: what says "encrypted" stands before anything secret.
fn is_encrypted(private: &Path) -> Option<bool> {
    let mut lines = BufReader::new(File::open(private).ok()?.take(LARGEST)).lines();
    match lines.next()?.ok()?.trim() {
        "-----BEGIN OPENSSH PRIVATE KEY-----" => {
            let line = lines.next()?.ok()?;
            let head = STANDARD.decode(line.trim().get(..64)?).ok()?;
            // "openssh-key-v1\0", then the cipher's name with its length before it.
            let cipher = head.strip_prefix(b"openssh-key-v1\0".as_slice())?;
            Some(!cipher.starts_with(b"\0\0\0\x04none"))
        }
        "-----BEGIN ENCRYPTED PRIVATE KEY-----" => Some(true),
        "-----BEGIN PRIVATE KEY-----" => Some(false),
        first if first.starts_with("-----BEGIN ") && first.ends_with(" PRIVATE KEY-----") => {
            Some(lines.next()?.ok()?.trim() == "Proc-Type: 4,ENCRYPTED")
        }
        _ => None,
    }
}
