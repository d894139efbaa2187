//! Whether the signature of a commit is any good.

use git2::{Oid, Repository};

use super::{Format, Tool, openpgp, ssh};
use crate::error::Error;
use crate::programs::Programs;

/// What is known about a commit's signature. All texts are visible ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureCheck {
    /// What it comes to.
    pub verdict: Verdict,
    /// Who made it, as far as somebody vouches for that.
    pub signer: Option<String>,
    /// The key's fingerprint or number.
    pub key: Option<String>,
    /// What the program said.
    pub detail: String,
}

/// What a signature comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There is none.
    None,
    /// It fits, and the key belongs to whom it says.
    Good,
    /// It fits, but nobody the person trusts vouches for the key.
    Uncertified,
    /// It fits, but it or its key has expired.
    Expired,
    /// It fits, but its key was revoked.
    Revoked,
    /// Its key is not known here.
    UnknownKey,
    /// It does not fit: the commit is not what was signed.
    Bad,
    /// Nobody here can check it.
    Unchecked,
}

impl SignatureCheck {
    fn without_signer(verdict: Verdict, detail: String) -> Self {
        Self { verdict, signer: None, key: None, detail }
    }
}

/// Checks the signature of a commit, with programs that the repository did not name.
pub(crate) fn check(git: &Repository, commit: Oid, programs: &Programs) -> Result<SignatureCheck, Error> {
    let (signature, text) = match git.extract_signature(&commit, None) {
        Ok(parts) => parts,
        // The class tells it from a commit that is not there.
        Err(error) if error.code() == git2::ErrorCode::NotFound && git.find_commit(commit).is_ok() => {
            return Ok(SignatureCheck::without_signer(Verdict::None, String::new()));
        }
        Err(error) => return Err(error.into()),
    };
    let Some(format) = format(&signature) else {
        return Ok(SignatureCheck::without_signer(Verdict::Unchecked, "Its form is not known.".to_owned()));
    };
    let programs = Programs { trusted: false, ..programs.clone() };
    let tool = match Tool::of(format, git.config()?, &programs) {
        Ok(tool) => tool,
        Err(Error::Signing { program, output }) => {
            return Ok(SignatureCheck::without_signer(Verdict::Unchecked, format!("{program}: {output}")));
        }
        Err(error) => return Err(error),
    };
    match format {
        // A key server that a signature names must not hear who looks at it.
        Format::OpenPgp => openpgp::check(&tool, &text, &signature, &["--no-auto-key-retrieve", "--keyid-format=long"]),
        Format::X509 => openpgp::check(&tool, &text, &signature, &[]),
        Format::Ssh => ssh::check(&tool, &text, &signature, git.find_commit(commit)?.committer().when().seconds()),
    }
}

fn format(signature: &[u8]) -> Option<Format> {
    let begins = |words: &str| signature.starts_with(words.as_bytes());
    if begins("-----BEGIN PGP SIGNATURE-----") || begins("-----BEGIN PGP MESSAGE-----") {
        Some(Format::OpenPgp)
    } else if begins("-----BEGIN SIGNED MESSAGE-----") {
        Some(Format::X509)
    } else if begins("-----BEGIN SSH SIGNATURE-----") {
        Some(Format::Ssh)
    } else {
        None
    }
}
