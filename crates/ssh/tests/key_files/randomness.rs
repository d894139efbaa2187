//! T1.1: keys come from the operating system's random numbers, and no home-made RSA is anywhere near.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::num::NonZeroU32;
use std::process::Command;

use rand_core::{CryptoRng, Error as NoRandomness, RngCore};
use secrecy::SecretString;
use ssh::{Error, OsRng, generate, list};

#[test]
fn a_thousand_keys_are_all_different() {
    let root = tempfile::tempdir().unwrap();
    let made: HashSet<_> = (0..1_000)
        .map(|count| {
            let pair = generate(root.path(), &format!("key_{count}"), "", None, &mut OsRng).unwrap();
            assert_eq!(pair.algorithm, "ssh-ed25519");
            assert!(pair.public_key.starts_with("ssh-ed25519 "));
            pair.fingerprint
        })
        .collect();
    assert_eq!(made.len(), 1_000);
    let found = list(root.path()).unwrap();
    assert_eq!(found.iter().map(|pair| pair.fingerprint.clone()).collect::<HashSet<_>>(), made);
    let private: HashSet<_> = found.iter().map(|pair| fs::read(&pair.path).unwrap()).collect();
    assert_eq!(private.len(), 1_000);
}

/// Gives a few draws and then fails, as a system without entropy does.
struct Failing {
    draws: usize,
}

impl RngCore for Failing {
    fn next_u32(&mut self) -> u32 {
        unreachable!("only draws that can fail are allowed")
    }
    fn next_u64(&mut self) -> u64 {
        unreachable!("only draws that can fail are allowed")
    }
    fn fill_bytes(&mut self, _bytes: &mut [u8]) {
        unreachable!("only draws that can fail are allowed")
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self.draws = self.draws.checked_sub(1).ok_or(NoRandomness::from(NonZeroU32::MAX))?;
        bytes.fill(7);
        Ok(())
    }
}

impl CryptoRng for Failing {}

#[test]
fn without_randomness_there_is_no_file() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("ssh");
    let passphrase = SecretString::from("secret");
    let failed = generate(&folder, "key", "", None, &mut Failing { draws: 0 }).unwrap_err();
    assert!(matches!(failed, Error::NoRandomness), "{failed:?}");
    // The seed, the salt, the check number: each draw may be the one that fails.
    for draws in 0..3 {
        let failed = generate(&folder, "key", "", Some(&passphrase), &mut Failing { draws }).unwrap_err();
        assert!(matches!(failed, Error::NoRandomness), "{draws} draws: {failed:?}");
    }
    assert!(!folder.exists());
    generate(&folder, "key", "", Some(&passphrase), &mut Failing { draws: 3 }).unwrap();
}

#[test]
fn rsa_is_in_no_build() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "bough-ssh", "--edges", "normal", "--target", "all", "--prefix", "none", "--locked"])
        // Asked now: a build that several checkouts share remembers the one it was made in.
        .current_dir(env::var_os("CARGO_MANIFEST_DIR").unwrap())
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(tree.lines().any(|line| line.starts_with("ssh-key v0.6.")), "{tree}");
    assert!(!tree.lines().any(|line| line.starts_with("rsa v")), "{tree}");
}
