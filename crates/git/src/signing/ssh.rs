//! `ssh-keygen`, which signs with SSH keys and compares with a list of allowed signers.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use git2::Repository;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::check::{SignatureCheck, Verdict};
use super::words::split;
use super::{Tool, value};
use crate::error::Error;
use crate::shown::{last_line, visible};

/// What the signature is for: a signature for something else must not pass as one of a commit.
const NAMESPACE: &str = "git";

/// A signature in ASCII armour, by the key of the configuration or the one that its command names.
pub(super) fn sign(tool: &Tool<'_>, git: &Repository, text: &[u8], key: Option<&str>) -> Result<String, Error> {
    let folder = tempfile::tempdir()?;
    let key = match key {
        Some(key) => key.to_owned(),
        None => default_key(tool, folder.path())?,
    };
    let payload = folder.path().join("commit");
    fs::write(&payload, text)?;
    let mut words: Vec<OsString> = ["-Y", "sign", "-n", NAMESPACE, "-f"].map(OsString::from).to_vec();
    if let Some(literal) = literal(&key) {
        let file = folder.path().join("key");
        fs::write(&file, format!("{literal}\n"))?;
        // The private half is with the agent.
        words.extend([file.into(), "-U".into()]);
    } else {
        let path = tool.programs.home(&key);
        words.push(git.workdir().unwrap_or(git.path()).join(path).into());
    }
    words.push(payload.into());
    let words: Vec<&OsStr> = words.iter().map(OsString::as_os_str).collect();
    let said = tool.programs.run(&tool.program, &words, folder.path(), b"")?;
    let made = fs::read_to_string(folder.path().join("commit.sig")).ok();
    match made.filter(|text| said.status.success() && !text.is_empty()) {
        Some(text) => Ok(text.replace('\r', "")),
        None => Err(tool.failed(&said.err)),
    }
}

/// A public key that stands in the configuration itself.
fn literal(key: &str) -> Option<&str> {
    key.strip_prefix("key::").or_else(|| key.starts_with("ssh-").then_some(key))
}

/// Asks the command that the configuration names.
fn default_key(tool: &Tool<'_>, folder: &Path) -> Result<String, Error> {
    let nobody = || Error::invalid("signing", "No signing key is set: set user.signingkey, or gpg.ssh.defaultKeyCommand.");
    let command = value(&tool.config, "gpg.ssh.defaultKeyCommand", tool.programs.trusted).ok_or_else(nobody)?;
    let words = split(&command).filter(|words| !words.is_empty()).ok_or_else(nobody)?;
    let failed = |output: String| Error::Signing { program: visible(&command), output };
    let program = tool.programs.find(&words[0]).ok_or_else(|| failed("It was not found.".to_owned()))?;
    let rest: Vec<&OsStr> = words[1..].iter().map(OsStr::new).collect();
    let said = tool.programs.run(&program, &rest, folder, b"")?;
    let first = String::from_utf8_lossy(&said.out).lines().next().map(str::to_owned);
    first
        .filter(|line| said.status.success() && literal(line).is_some())
        .ok_or_else(|| failed(last_line(&said.err).unwrap_or_else(|| "It named no key.".to_owned())))
}

/// Whether a signature fits a text, and who of the allowed signers made it. `seconds` is when the commit says it was made: keys
/// may be allowed for a time.
pub(super) fn check(tool: &Tool<'_>, text: &[u8], signature: &[u8], seconds: i64) -> Result<SignatureCheck, Error> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("signature");
    fs::write(&file, signature)?;
    let run = |words: &[&OsStr], input: &[u8]| tool.programs.run(&tool.program, words, folder.path(), input);
    let file = file.as_os_str();
    let list = value(&tool.config, "gpg.ssh.allowedSignersFile", tool.programs.trusted).map(|list| tool.programs.home(&list));
    let time = OsString::from(format!("-Overify-time={}", moment(seconds)));
    let mut principals = Vec::new();
    if let Some(list) = &list {
        let words =
            [OsStr::new("-Y"), OsStr::new("find-principals"), OsStr::new("-f"), list.as_os_str(), OsStr::new("-s"), file, &time];
        let found = run(&words, b"")?;
        if found.status.success() {
            principals = String::from_utf8_lossy(&found.out).lines().map(str::to_owned).collect();
        }
    }
    let revoked = value(&tool.config, "gpg.ssh.revocationFile", tool.programs.trusted).map(|list| tool.programs.home(&list));
    let verify = |principal: &str, revoked: Option<&Path>| {
        let list = list.as_deref().unwrap_or(Path::new("")).as_os_str();
        let mut words: Vec<&OsStr> = ["-Y", "verify", "-n", NAMESPACE, "-f"].map(OsStr::new).to_vec();
        words.extend([list, OsStr::new("-I"), OsStr::new(principal), OsStr::new("-s"), file, &time]);
        words.extend(revoked.iter().flat_map(|list| [OsStr::new("-r"), list.as_os_str()]));
        run(&words, text)
    };
    for principal in principals.iter().filter(|principal| !principal.trim().is_empty()) {
        let said = verify(principal, revoked.as_deref())?;
        if said.status.success() {
            return Ok(found(Verdict::Good, Some(visible(principal)), &said.out));
        }
        if revoked.is_some() && verify(principal, None)?.status.success() {
            return Ok(found(Verdict::Revoked, Some(visible(principal)), &said.err));
        }
    }
    // Nobody on the list may sign with this key, at that time or for this. Does it fit at all?
    let words = ["-Y", "check-novalidate", "-n", NAMESPACE, "-s"].map(OsStr::new);
    let said = run(&[&words[..], &[file]].concat(), text)?;
    let (verdict, words) = if said.status.success() { (Verdict::UnknownKey, &said.out) } else { (Verdict::Bad, &said.err) };
    Ok(found(verdict, None, words))
}

fn found(verdict: Verdict, signer: Option<String>, said: &[u8]) -> SignatureCheck {
    let said = String::from_utf8_lossy(said);
    let key = said.split_whitespace().find(|word| word.starts_with("SHA256:")).map(visible);
    SignatureCheck { verdict, signer, key, detail: visible(&said) }
}

/// As `ssh-keygen` reads it: the computer's own time.
fn moment(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(TimeZone::system()).strftime("%Y%m%d%H%M%S").to_string()
}
