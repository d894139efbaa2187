//! Names of key files.

use std::fs;
use std::path::Path;

use crate::Error;

/// The name of our key for a host, `id_ed25519_bough_<host>`; a port may follow the host.
pub fn key_name(host: &str) -> String {
    let plain: String = host
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-') { letter } else { '_' })
        .take(100)
        .collect();
    let ending = if has_public_ending(&plain) { "_" } else { "" };
    format!("id_ed25519_bough_{plain}{ending}")
}

/// [`key_name`], counted up until neither the private nor the public file of that name is in `folder`.
pub fn fresh_name(folder: &Path, host: &str) -> String {
    let base = key_name(host);
    let free = |name: &str| {
        // A dangling link counts as taken: `generate` would refuse it.
        let taken = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
        !taken(name) && !taken(&format!("{name}.pub"))
    };
    if free(&base) {
        return base;
    }
    (2..u32::MAX).map(|count| format!("{base}_{count}")).find(|name| free(name)).unwrap_or(base)
}

/// A name that stays in its folder, is no option and is not hidden.
pub(crate) fn check(name: &str) -> Result<(), Error> {
    let plain = !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['-', '.'])
        && !has_public_ending(name)
        && name.chars().all(|letter| !letter.is_control() && !matches!(letter, '/' | '\\' | ':'));
    if plain { Ok(()) } else { Err(Error::InvalidName { name: name.to_owned() }) }
}

/// Such a private file would be taken for the public half of another key.
fn has_public_ending(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pub"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_up_past_every_trace_of_a_key() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(fresh_name(folder.path(), "Git.Example:7999"), "id_ed25519_bough_git.example_7999");
        fs::write(folder.path().join("id_ed25519_bough_h.pub"), "").unwrap();
        assert_eq!(fresh_name(folder.path(), "h"), "id_ed25519_bough_h_2");
        #[cfg(unix)]
        std::os::unix::fs::symlink("nowhere", folder.path().join("id_ed25519_bough_h_2")).unwrap();
        #[cfg(unix)]
        assert_eq!(fresh_name(folder.path(), "h"), "id_ed25519_bough_h_3");
    }

    #[test]
    fn a_name_is_a_plain_file_name() {
        for bad in ["", "-i", ".hidden", "a/b", "..", "a\\b", "c:x", "a\nb", "a\0", "x.pub"] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check("id_ed25519_bough_git.example").is_ok());
    }

    proptest! {
        #[test]
        fn any_host_gives_a_name_that_is_allowed(host in ".*") {
            prop_assert!(check(&key_name(&host)).is_ok());
        }
    }
}
