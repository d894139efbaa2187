//! Recognising OpenSSH's questions by their whole text.
//!
//! OpenSSH hands over nothing but the words, and a server can choose the words of a password prompt: a text that only looks
//! like a question about a key must not be taken for one.

use secrecy::SecretString;

/// What `ssh` wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Is this the right host? The accepting answer is the fingerprint itself, so that OpenSSH compares it.
    HostKey {
        /// As OpenSSH names it: `name` or `[name]:port`, without the address.
        host: String,
        /// `ED25519`, `ECDSA`, `RSA`, …
        key_type: String,
        /// `SHA256:…`
        fingerprint: String,
    },
    /// The passphrase of a private key.
    Passphrase {
        /// The key's file; OpenSSH cuts it after 100 bytes.
        key: String,
    },
    /// Anything else, possibly the server's own words: show it as such and never give it a stored secret.
    Other {
        /// The text, with control and direction-changing characters made visible.
        text: String,
    },
}

/// What a person said.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The passphrase or, for a host key, the fingerprint that was seen.
    Text(SecretString),
    /// No: `ssh` gives up.
    Refuse,
}

const HOST_KEY_END: &str = "Are you sure you want to continue connecting (yes/no/[fingerprint])?";

/// `None` for OpenSSH's repetition after a wrong answer, which it would repeat without end.
pub(super) fn recognise(text: &str) -> Option<Question> {
    let trimmed = text.trim_end();
    if trimmed == "Please type 'yes', 'no' or the fingerprint:" || trimmed == "Please type 'yes' or 'no':" {
        return None;
    }
    Some(host_key(trimmed).or_else(|| passphrase(trimmed)).unwrap_or_else(|| Question::Other { text: visible(text) }))
}

fn host_key(text: &str) -> Option<Question> {
    let mut lines = text.lines();
    let first = lines.next()?.strip_prefix("The authenticity of host '")?;
    // The sentence ends here, or on the next line when keys of other types are known.
    let host = first.strip_suffix(" can't be established.").or_else(|| first.strip_suffix(" can't be established"))?;
    let (host, _address) = host.strip_suffix(")'")?.rsplit_once(" (")?;
    let mut line = lines.next()?;
    if line == "but keys of different type are already known for this host." {
        line = lines.next()?;
    }
    let (key_type, fingerprint) = line.split_once(" key fingerprint is")?;
    // OpenSSH 10 writes "is: SHA256:…", older ones "is SHA256:….".
    let fingerprint = fingerprint.strip_prefix(':').unwrap_or(fingerprint).strip_prefix(' ')?;
    let fingerprint = fingerprint.strip_suffix('.').unwrap_or(fingerprint);
    let rest: Vec<&str> = lines.collect();
    let (last, between) = rest.split_last()?;
    let plain = !host.is_empty()
        && host.chars().all(|letter| letter.is_ascii_graphic() && letter != '\'')
        && !key_type.is_empty()
        && key_type.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        && is_fingerprint(fingerprint)
        && *last == HOST_KEY_END
        && between.iter().all(|line| is_remark(line));
    plain.then(|| Question::HostKey { host: host.to_owned(), key_type: key_type.to_owned(), fingerprint: fingerprint.to_owned() })
}

/// SHA-256 in base64 without padding, as OpenSSH prints it.
pub(super) fn is_fingerprint(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.strip_prefix("SHA256:").is_some_and(|hash| hash.len() == 43 && hash.bytes().all(letter))
}

/// The lines OpenSSH puts between fingerprint and question: other names, DNS, and the picture of `VisualHostKey`.
fn is_remark(line: &str) -> bool {
    const REMARKS: [&str; 6] = [
        "",
        "This key is not known by any other names",
        "This key is not known by any other names.",
        "This host key is known by the following other names/addresses:",
        "Matching host key fingerprint found in DNS.",
        "No matching host key fingerprint found in DNS.",
    ];
    REMARKS.contains(&line) || line.starts_with("    ") || line.starts_with('+') || line.starts_with('|')
}

fn passphrase(text: &str) -> Option<Question> {
    let key = text.strip_prefix("Enter passphrase for key '")?.strip_suffix("':")?;
    let plain = !key.is_empty() && key.len() <= 100 && !key.chars().any(char::is_control);
    plain.then(|| Question::Passphrase { key: key.to_owned() })
}

/// A text of the server can neither move the cursor nor turn the direction of what is read.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        let hidden = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if hidden || (letter.is_control() && !matches!(letter, '\n' | '\t')) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests;
