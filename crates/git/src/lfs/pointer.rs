//! Pointers: the short texts that stand for large files, as the public specification of Git LFS has them. Everything in one
//! was written by others; what does not follow the specification to the letter is no pointer but a file like any other.

use std::fmt::Write;

/// Bytes that a pointer may have at most, less one.
pub(crate) const LONGEST: u64 = 1024;

const VERSION: &str = "https://git-lfs.github.com/spec/v1";
const HASH: &str = "sha256:";

/// What a pointer says of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pointer {
    /// 64 small hexadecimal digits and nothing else: it becomes a path.
    oid: String,
    size: u64,
    extended: bool,
}

impl Pointer {
    /// About a file with this hash.
    pub(crate) fn new(sha256: [u8; 32], size: u64) -> Self {
        let mut oid = String::with_capacity(64);
        for byte in sha256 {
            // Writing into a string can't fail.
            let _ = write!(oid, "{byte:02x}");
        }
        Self { oid, size, extended: false }
    }

    /// Reads one; none for every other content.
    pub(crate) fn read(content: &[u8]) -> Option<Self> {
        if content.len() as u64 >= LONGEST {
            return None;
        }
        let text = std::str::from_utf8(content).ok()?.strip_suffix('\n')?;
        let mut lines = text.split('\n').map(|line| line.split_once(' '));
        if lines.next()?? != ("version", VERSION) {
            return None;
        }
        let (mut oid, mut size, mut extended, mut last) = (None, None, false, "");
        for line in lines {
            let (key, value) = line?;
            let plain = key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'));
            if !plain || key <= last || value.is_empty() || value.contains('\r') {
                return None;
            }
            match key {
                "oid" => oid = Some(oid_of(value)?),
                "size" => size = Some(size_of(value)?),
                _ => extended |= key.starts_with("ext-"),
            }
            last = key;
        }
        Some(Self { oid: oid?, size: size?, extended })
    }

    /// The text as it is kept.
    pub(crate) fn text(&self) -> String {
        format!("version {VERSION}\noid {HASH}{}\nsize {}\n", self.oid, self.size)
    }

    /// The hash of the file's bytes, in hex.
    pub(crate) fn oid(&self) -> &str {
        &self.oid
    }

    /// The file's length in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// True where programs of the person's own were between the file and what is kept of it: they are not run.
    pub(crate) fn is_extended(&self) -> bool {
        self.extended
    }
}

fn oid_of(value: &str) -> Option<String> {
    let hex = value.strip_prefix(HASH)?;
    let plain = hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| hex.to_owned())
}

/// No sign, no needless zero, no more than a disk could ever hold.
fn size_of(value: &str) -> Option<u64> {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit()) && (value == "0" || !value.starts_with('0'));
    value.parse().ok().filter(|size| plain && i64::try_from(*size).is_ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OID: &str = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";

    fn text(oid: &str, size: &str) -> String {
        format!("version {VERSION}\noid sha256:{oid}\nsize {size}\n")
    }

    #[test]
    fn what_is_written_is_read() {
        let pointer = Pointer::read(text(OID, "12345").as_bytes()).expect("a pointer");
        assert_eq!((pointer.oid(), pointer.size(), pointer.is_extended()), (OID, 12345, false));
        assert_eq!(pointer.text(), text(OID, "12345"));
        assert_eq!(Pointer::new([0xab; 32], 7).text(), text(&"ab".repeat(32), "7"));
    }

    #[test]
    fn extensions_and_unknown_keys_are_known_as_such() {
        let extended = format!("version {VERSION}\next-0-case sha256:{OID}\noid sha256:{OID}\nsize 5\n");
        assert!(Pointer::read(extended.as_bytes()).expect("a pointer").is_extended());
        let unknown = format!("version {VERSION}\noid sha256:{OID}\nsize 5\nzone x\n");
        assert!(!Pointer::read(unknown.as_bytes()).expect("a pointer").is_extended());
    }

    /// T6.11: nothing that others wrote becomes a path or a number that is not meant.
    #[test]
    fn everything_else_is_a_file() {
        let good = text(OID, "5");
        for odd in [
            String::new(),
            "version".to_owned(),
            good.trim_end().to_owned(),
            good.replace('\n', "\r\n"),
            good.replace("v1", "v2"),
            good.replace("size 5\n", ""),
            good.replace("size 5", "size 5\nsize 6"),
            good.replace("sha256", "sha1"),
            good.replace("oid ", "oid  "),
            format!("version {VERSION}\nsize 5\noid sha256:{OID}\n"),
            format!("\n{good}"),
            format!("{good}\n"),
            format!("{good}{}", "x".repeat(1024)),
            text(&OID.to_uppercase(), "5"),
            text(&OID[1..], "5"),
            text("../../../../../../../../../../../../../../../../../../../etc/passwd", "5"),
            text(&format!("{}/../{}", &OID[..30], &OID[..30]), "5"),
            text(OID, "-1"),
            text(OID, "+5"),
            text(OID, "05"),
            text(OID, ""),
            text(OID, "9223372036854775808"),
            text(OID, "99999999999999999999999"),
        ] {
            assert_eq!(Pointer::read(odd.as_bytes()), None, "{odd:?}");
        }
        assert_eq!(Pointer::read(text(OID, "9223372036854775807").as_bytes()).expect("a pointer").size(), i64::MAX as u64);
    }

    proptest! {
        #[test]
        fn an_oid_is_never_a_path(content in "(version https://git-lfs.github.com/spec/v1\n)?(oid sha256:[0-9a-f./\r]{0,70}\n)?(size [0-9 -]{0,4}\n)?[a-z \n]{0,9}") {
            if let Some(pointer) = Pointer::read(content.as_bytes()) {
                prop_assert!(pointer.oid().len() == 64 && pointer.oid().bytes().all(|byte| byte.is_ascii_hexdigit()));
            }
        }
    }
}
