//! `gpg` and `gpgsm`, which speak alike. What they did is read from the lines that are meant for programs.

use std::ffi::OsStr;
use std::fs;

use super::Tool;
use super::check::{SignatureCheck, Verdict};
use crate::error::Error;
use crate::shown::visible;

/// What a line for programs begins with.
const STATUS: &str = "[GNUPG:] ";

/// A signature in ASCII armour. `who` is a key or a person.
pub(super) fn sign(tool: &Tool<'_>, text: &[u8], who: &str) -> Result<String, Error> {
    let folder = tempfile::tempdir()?;
    let words = ["--status-fd=2", "-bsau", who].map(OsStr::new);
    let said = tool.programs.run(&tool.program, &words, folder.path(), text)?;
    let status = String::from_utf8_lossy(&said.err);
    let made = lines(&status).any(|line| line.starts_with("SIG_CREATED "));
    if !said.status.success() || !made || said.out.is_empty() {
        let words: String = status.lines().filter(|line| !line.starts_with(STATUS)).flat_map(|line| [line, "\n"]).collect();
        return Err(tool.failed(if words.trim().is_empty() { status.as_bytes() } else { words.as_bytes() }));
    }
    String::from_utf8(said.out).map(|text| text.replace('\r', "")).map_err(|error| tool.failed(error.as_bytes()))
}

/// Whether a signature fits a text.
pub(super) fn check(tool: &Tool<'_>, text: &[u8], signature: &[u8], foreign: &[&str]) -> Result<SignatureCheck, Error> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("signature");
    fs::write(&file, signature)?;
    let mut words: Vec<&OsStr> = foreign.iter().map(OsStr::new).collect();
    words.extend(["--status-fd=1", "--verify"].map(OsStr::new));
    words.extend([file.as_os_str(), OsStr::new("-")]);
    let said = tool.programs.run(&tool.program, &words, folder.path(), text)?;
    Ok(judge(&String::from_utf8_lossy(&said.out), &String::from_utf8_lossy(&said.err)))
}

/// Reads the lines for programs. A signature counts only where it is the only one: another one could be put beside a bad one.
fn judge(status: &str, said: &str) -> SignatureCheck {
    let mut verdicts = Vec::new();
    let mut check = SignatureCheck { verdict: Verdict::Unchecked, signer: None, key: None, detail: visible(said) };
    let mut certified = false;
    for line in lines(status) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let verdict = match word {
            "GOODSIG" => Verdict::Good,
            "EXPSIG" | "EXPKEYSIG" => Verdict::Expired,
            "REVKEYSIG" => Verdict::Revoked,
            "BADSIG" => Verdict::Bad,
            "ERRSIG" => Verdict::UnknownKey,
            "VALIDSIG" => {
                check.key = rest.split(' ').next().map(visible);
                continue;
            }
            "TRUST_FULLY" | "TRUST_ULTIMATE" | "TRUST_MARGINAL" => {
                certified = true;
                continue;
            }
            _ => continue,
        };
        let (key, signer) = rest.split_once(' ').unwrap_or((rest, ""));
        check.key.get_or_insert_with(|| visible(key));
        if verdict != Verdict::UnknownKey {
            check.signer = Some(visible(signer)).filter(|signer| !signer.is_empty());
        }
        verdicts.push(verdict);
    }
    check.verdict = match verdicts.as_slice() {
        [Verdict::Good] if !certified => Verdict::Uncertified,
        [only] => *only,
        [] => Verdict::Unchecked,
        _ => Verdict::Bad,
    };
    check
}

fn lines(status: &str) -> impl Iterator<Item = &str> {
    status.lines().filter_map(|line| line.strip_prefix(STATUS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(lines: &[&str]) -> Verdict {
        let status: String = lines.iter().flat_map(|line| [STATUS, line, "\n"]).collect();
        judge(&status, "").verdict
    }

    #[test]
    fn every_end_has_a_verdict() {
        let good = "GOODSIG 0123 Ada <ada@example.org>";
        assert_eq!(verdict(&[good, "VALIDSIG ABCD 2026", "TRUST_ULTIMATE 0 pgp"]), Verdict::Good);
        assert_eq!(verdict(&[good, "TRUST_UNDEFINED 0 pgp"]), Verdict::Uncertified);
        assert_eq!(verdict(&["BADSIG 0123 Ada", "TRUST_ULTIMATE"]), Verdict::Bad);
        assert_eq!(verdict(&["ERRSIG 0123 22 8 00 1 9"]), Verdict::UnknownKey);
        assert_eq!(verdict(&["EXPKEYSIG 0123 Ada", "TRUST_FULLY"]), Verdict::Expired);
        assert_eq!(verdict(&["REVKEYSIG 0123 Ada", "TRUST_FULLY"]), Verdict::Revoked);
        assert_eq!(verdict(&["NODATA 4"]), Verdict::Unchecked);
        // A good one beside a bad one is no good one.
        assert_eq!(verdict(&[good, "BADSIG 0123 Eve", "TRUST_ULTIMATE"]), Verdict::Bad);
        assert_eq!(verdict(&[good, good, "TRUST_ULTIMATE"]), Verdict::Bad);
    }

    #[test]
    fn words_for_people_decide_nothing() {
        let said = "gpg: Good signature\n[GNUPG:] NODATA 1\nGOODSIG 1 Ada\n";
        assert_eq!(judge(said, "[GNUPG:] GOODSIG 1 Ada").verdict, Verdict::Unchecked);
        let check = judge("[GNUPG:] GOODSIG 12 A\u{202e}da <a@b>\n[GNUPG:] VALIDSIG FF 1\n", "");
        assert_eq!((check.signer.as_deref(), check.key.as_deref()), (Some("A\\u{202e}da <a@b>"), Some("FF")));
    }
}
