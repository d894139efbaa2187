//! What Bough says on the terminal: warnings, or what `BOUGH_LOG` asks for (`BOUGH_LOG=debug`, `BOUGH_LOG=bough_net=trace`).
//!
//! Secrets have types that can't be printed. This is the second line: what looks like one in the text of a server or a
//! library is blacked out.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;

/// Stands where a secret stood.
const BLACK: &str = "[redacted]";

/// Starts logging to standard error.
pub fn start() {
    let filter = EnvFilter::try_from_env("BOUGH_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Careful).try_init();
    debug_assert!(started.is_ok(), "logging is started once");
}

/// Standard error behind the second line. Each event arrives as one write.
struct Careful;

impl Write for Careful {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(redact(&String::from_utf8_lossy(event)).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The text without the values of `Authorization`, without Bitbucket's tokens and without JSON web tokens.
fn redact(text: &str) -> String {
    text.split_inclusive('\n').map(line).collect()
}

fn line(line: &str) -> String {
    if let Some(at) = line.to_ascii_lowercase().find("authorization") {
        let end = at + "authorization".len();
        let after = &line[end..];
        // The header's name without a value (`the header Authorization was refused`) may stay.
        if after.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=', ',']) {
            let newline = if line.ends_with('\n') { "\n" } else { "" };
            return format!("{}: {BLACK}{newline}", words(&line[..end]));
        }
    }
    words(line)
}

fn words(text: &str) -> String {
    text.split_inclusive(|c: char| !is_of_a_token(c))
        .map(|word| {
            let bare = word.trim_end_matches(|c: char| !is_of_a_token(c));
            if looks_secret(bare) { format!("{BLACK}{}", &word[bare.len()..]) } else { word.to_owned() }
        })
        .collect()
}

fn is_of_a_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '~')
}

fn looks_secret(word: &str) -> bool {
    word.contains("BBDC-") || (word.starts_with("eyJ") && word.matches('.').count() == 2)
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn what_looks_like_a_secret_is_blacked_out() {
        for (said, kept) in [
            ("GET / Authorization: Bearer abc\nnext\n", "GET / Authorization: [redacted]\nnext\n"),
            ("{\"authorization\": \"Basic eHg=\"}", "{\"authorization: [redacted]"),
            ("token=BBDC-MDEyMzQ1+x/y, rest", "token=[redacted], rest"),
            ("https://u:BBDC-abc@host/", "https://u:[redacted]@host/"),
            ("got eyJhbGciOi.eyJzdWIi.c2ln!", "got [redacted]!"),
        ] {
            assert_eq!(redact(said), kept);
        }
    }

    #[test]
    fn ordinary_words_stay() {
        for said in ["authorization was refused\n", "eyJ.only", "fetch took 3.2.1 s", "größer → kleiner"] {
            assert_eq!(redact(said), said);
        }
    }
}
