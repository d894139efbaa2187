//! What OpenSSH says on stderr when a host key check fails: read in this one place.
//!
//! The sentences stand in OpenSSH's `sshconnect.c` and have been the same from 8.4 to 10; they are never translated.
//! A server can print the same words in its banner, which at worst makes a failure look like this one.

use std::fs;

use ssh_key::{HashAlg, PublicKey};

/// What is wrong with a host key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKeyProblem {
    /// Another key than the known one, of the same type.
    Changed,
    /// Only a key of another type is known.
    OtherType,
    /// Marked as revoked.
    Revoked,
    /// Unknown, and the person refused it or nobody was there to be asked.
    Refused,
}

/// A failed host key check. Texts are empty where OpenSSH does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostKeyFailure {
    /// What is wrong.
    pub problem: HostKeyProblem,
    /// File and line that know another key, `/path/known_hosts:3`.
    pub known_at: String,
    /// Fingerprint of the key the server showed, `SHA256:…`.
    pub shown: String,
    /// The host as OpenSSH names it: `name` or `[name]:port`.
    pub host: String,
}

/// Finds a failed host key check in what `ssh` wrote to stderr.
pub fn host_key_failure(stderr: &str) -> Option<HostKeyFailure> {
    let lines: Vec<&str> = stderr.lines().map(|line| line.trim_end_matches('\r')).collect();
    revoked(&lines).or_else(|| changed(&lines)).or_else(|| refused(&lines))
}

/// The fingerprint of the key at a `known_at`, for showing it beside the new one.
pub fn known_fingerprint(known_at: &str) -> Option<String> {
    let (path, line) = known_at.rsplit_once(':')?;
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().nth(line.parse::<usize>().ok()?.checked_sub(1)?)?;
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with('@')).skip(1);
    let key = PublicKey::from_openssh(&format!("{} {}", words.next()?, words.next()?)).ok()?;
    Some(key.fingerprint(HashAlg::Sha256).to_string())
}

fn revoked(lines: &[&str]) -> Option<HostKeyFailure> {
    let host = lines.iter().find_map(|line| {
        between(line, " host key for ", " is marked as revoked.")
            .or_else(|| between(line, " host key for ", " was revoked and you have requested strict checking."))
    });
    // A file named by RevokedHostKeys gives this line alone.
    let by_file = lines.iter().find_map(|line| line.split_once(" revoked by file "));
    if host.is_none() && by_file.is_none() {
        return None;
    }
    let shown = by_file.and_then(|(before, _)| fingerprint(before)).unwrap_or_default();
    let known_at = by_file.map(|(_, file)| file.to_owned()).unwrap_or_default();
    Some(HostKeyFailure { problem: HostKeyProblem::Revoked, known_at, shown, host: host.unwrap_or_default() })
}

fn changed(lines: &[&str]) -> Option<HostKeyFailure> {
    let (place, shown_type) = lines
        .iter()
        .enumerate()
        .find_map(|(place, line)| Some((place, between(line, "The fingerprint for the ", " key sent by the remote host is")?)))?;
    let rest = lines.get(place..)?;
    let shown = rest.iter().skip(1).find_map(|line| fingerprint(line)).unwrap_or_default();
    let offending = rest.iter().find_map(|line| line.strip_prefix("Offending ")?.split_once(" key in "));
    let host =
        rest.iter().find_map(|line| between(line, "Host key for ", " has changed and you have requested strict checking."));
    let problem = match offending {
        Some((known_type, _)) if known_type != shown_type => HostKeyProblem::OtherType,
        _ => HostKeyProblem::Changed,
    };
    let known_at = offending.map(|(_, at)| at.to_owned()).unwrap_or_default();
    Some(HostKeyFailure { problem, known_at, shown, host: host.unwrap_or_default() })
}

fn refused(lines: &[&str]) -> Option<HostKeyFailure> {
    let unknown =
        lines.iter().find_map(|line| between(line, " host key is known for ", " and you have requested strict checking."));
    if unknown.is_none() && !lines.contains(&"Host key verification failed.") {
        return None;
    }
    let host = unknown.unwrap_or_default();
    Some(HostKeyFailure { problem: HostKeyProblem::Refused, known_at: String::new(), shown: String::new(), host })
}

/// The text between two marks, of which the second ends the line.
fn between(line: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = line.strip_suffix(after)?.split_once(before)?;
    Some(rest.to_owned())
}

fn fingerprint(line: &str) -> Option<String> {
    let word = line.split_whitespace().find(|word| word.starts_with("SHA256:"))?;
    Some(word.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    //! Wordings the daemons of `tests/openssh` do not produce. Those they do are tested there.

    use proptest::prelude::*;

    use super::*;

    const SPOOFED: &str = "\
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r
The ED25519 host key for git.example has changed,\r
and the key for the corresponding IP address 10.0.0.1\r
is unknown. This could either mean that\r
Offending key for IP in /home/me/.ssh/known_hosts:7\r
The fingerprint for the ED25519 key sent by the remote host is\r
SHA256:abc.\r
Please contact your system administrator.\r
Add correct host key in /home/me/.ssh/known_hosts to get rid of this message.\r
Offending ED25519 key in /home/me/.ssh/known hosts:12\r
  remove with:\r
  ssh-keygen -f \"/home/me/.ssh/known_hosts\" -R \"git.example\"\r
Host key for git.example has changed and you have requested strict checking.\r
Host key verification failed.\r
";

    #[test]
    fn a_changed_key_with_a_changed_address() {
        let found = host_key_failure(SPOOFED).expect("a failed check");
        assert_eq!(found.problem, HostKeyProblem::Changed);
        assert_eq!(found.known_at, "/home/me/.ssh/known hosts:12");
        assert_eq!((found.shown.as_str(), found.host.as_str()), ("SHA256:abc", "git.example"));
    }

    #[test]
    fn other_failures_are_no_host_key_failures() {
        for text in [
            "",
            "git@host: Permission denied (publickey).",
            "ssh: connect to host x port 22: Connection refused",
            "The fingerprint of your mood is unknown",
        ] {
            assert_eq!(host_key_failure(text), None, "{text}");
        }
    }

    #[test]
    fn a_known_place_that_is_none_has_no_fingerprint() {
        for place in ["", "/nowhere:1", "/etc/hostname", "/etc/hostname:0", "/etc/hostname:1", "/etc/hostname:99999"] {
            assert_eq!(known_fingerprint(place), None, "{place}");
        }
    }

    proptest! {
        /// Stderr may hold the server's words: any text is read, cut anywhere.
        #[test]
        fn any_text_is_read(text in "(?s).*", cut in 0..SPOOFED.len()) {
            host_key_failure(&text);
            host_key_failure(&SPOOFED[..cut]);
        }
    }
}
