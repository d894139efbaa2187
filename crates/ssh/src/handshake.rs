//! What OpenSSH tells of a connection, step by step, when it is started with `-v`: read in this one place.
//!
//! The sentences stand in OpenSSH's `sshconnect.c`, `sshconnect2.c` and `kex.c`, are never translated, and have been the same from
//! 8.4 to 10. A server can print the same words in its banner, which at worst makes a diagnosis wrong.

/// How far a connection came. Texts are OpenSSH's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handshake {
    /// True where the server took the connection.
    pub connected: bool,
    /// Fingerprint of the host key that the server showed, `SHA256:…`; none where it did not come to that.
    pub host_key: Option<String>,
    /// True where that key is the known one.
    pub host_known: bool,
    /// The keys that were offered, in that order.
    pub offered: Vec<OfferedKey>,
    /// True where the server let us in.
    pub signed_in: bool,
}

/// A key that was offered to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedKey {
    /// The file, or what the agent calls it.
    pub name: String,
    /// `ED25519`, `RSA`, …
    pub algorithm: String,
    /// `SHA256:…`.
    pub fingerprint: String,
    /// True where the server knows it. Whether it can be used (a passphrase may be missing) is another question.
    pub accepted: bool,
}

/// Reads what `ssh -v` wrote to stderr.
pub fn handshake(stderr: &str) -> Handshake {
    let mut found = Handshake::default();
    for line in stderr.lines().map(|line| line.trim_end_matches('\r')) {
        if line.starts_with("Authenticated to ") {
            found.signed_in = true;
        }
        let Some(step) = line.strip_prefix("debug1: ") else { continue };
        if step.starts_with("Connection established.") {
            found.connected = true;
        } else if let Some(key) = step.strip_prefix("Server host key: ") {
            // A jump host shakes hands first, by the same words: the last one counts. A proxy command connects without a word.
            found = Handshake { connected: true, ..Handshake::default() };
            found.host_key = key.split(' ').nth(1).map(str::to_owned);
        } else if step.starts_with("Host '") && step.contains(" is known and matches the ") {
            found.host_known = true;
        } else if let Some(key) = step.strip_prefix("Offering public key: ").and_then(offered) {
            found.offered.push(key);
        } else if let Some(key) = step.strip_prefix("Server accepts key: ").and_then(offered)
            && let Some(known) = found.offered.iter_mut().rev().find(|known| known.fingerprint == key.fingerprint)
        {
            known.accepted = true;
        }
    }
    found
}

/// `name ALGORITHM SHA256:… [where it is from]`; the name may hold blanks.
fn offered(text: &str) -> Option<OfferedKey> {
    let at = text.find(" SHA256:")?;
    let (name, algorithm) = text[..at].rsplit_once(' ')?;
    let fingerprint = text[at + 1..].split(' ').next()?;
    Some(OfferedKey {
        name: name.to_owned(),
        algorithm: algorithm.to_owned(),
        fingerprint: fingerprint.to_owned(),
        accepted: false,
    })
}

#[cfg(test)]
mod tests {
    //! Wordings the daemons of `tests/openssh` do not produce. Those they do are tested there.

    use super::*;

    #[test]
    fn names_may_hold_blanks_and_several_keys_are_told_apart() {
        let said = "\
debug1: Connecting to git.example [10.0.0.1] port 7999.\r
debug1: Connection established.\r
debug1: Server host key: ssh-ed25519 SHA256:host\r
debug1: Host '[git.example]:7999' is known and matches the ED25519 host key.\r
debug1: Offering public key: me@my laptop RSA SHA256:one agent\r
debug1: Authentications that can continue: publickey\r
debug1: Offering public key: /home/me/my keys/id ED25519 SHA256:two explicit\r
debug1: Server accepts key: /home/me/my keys/id ED25519 SHA256:two explicit\r
Authenticated to git.example ([10.0.0.1]:7999) using \"publickey\".\r
";
        let found = handshake(said);
        assert!(found.connected && found.host_known && found.signed_in);
        assert_eq!(found.host_key.as_deref(), Some("SHA256:host"));
        let keys: Vec<_> = found.offered.iter().map(|key| (&*key.name, &*key.algorithm, key.accepted)).collect();
        assert_eq!(keys, [("me@my laptop", "RSA", false), ("/home/me/my keys/id", "ED25519", true)]);
    }

    #[test]
    fn who_never_connected_has_nothing() {
        for said in ["", "ssh: connect to host h port 7999: Connection refused", "debug1: Offering public key: \ndebug1: "] {
            assert_eq!(handshake(said), Handshake::default(), "{said}");
        }
    }

    proptest::proptest! {
        /// Stderr may hold the server's words: any text is read.
        #[test]
        fn any_text_is_read(text in "(?s)(debug1: (Offering public key|Server accepts key|Server host key): )?.*") {
            handshake(&text);
        }
    }
}
