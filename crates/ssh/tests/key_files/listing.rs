//! The key pairs of a folder are found whoever made them, and told whether they ask for a passphrase.

use std::fs;
use std::process::Command;

use ssh::{OsRng, generate, list};

use crate::support::ssh_keygen;

#[test]
fn finds_every_pair_and_knows_its_passphrase() {
    let root = tempfile::tempdir().unwrap();
    let made = [
        ("a_ed25519", &["-t", "ed25519", "-N", ""][..], "ssh-ed25519", Some(false)),
        ("b_ed25519_enc", &["-t", "ed25519", "-N", "secret"], "ssh-ed25519", Some(true)),
        ("c_ecdsa", &["-t", "ecdsa", "-N", ""], "ecdsa-sha2-nistp256", Some(false)),
        ("d_rsa_pem", &["-t", "rsa", "-m", "PEM", "-N", ""], "ssh-rsa", Some(false)),
        ("e_rsa_pem_enc", &["-t", "rsa", "-m", "PEM", "-N", "secret"], "ssh-rsa", Some(true)),
        ("f_rsa_pkcs8", &["-t", "rsa", "-m", "PKCS8", "-N", ""], "ssh-rsa", Some(false)),
        ("g_rsa_pkcs8_enc", &["-t", "rsa", "-m", "PKCS8", "-N", "secret"], "ssh-rsa", Some(true)),
        ("h_chacha", &["-t", "ed25519", "-Z", "chacha20-poly1305@openssh.com", "-N", "secret"], "ssh-ed25519", Some(true)),
    ];
    for (name, arguments, ..) in &made {
        let arguments = [&["-q", "-C", "who where"], *arguments, &["-f"]].concat();
        ssh_keygen(&arguments, &root.path().join(name)).unwrap();
    }
    let found = list(root.path()).unwrap();
    assert_eq!(found.len(), made.len());
    for (pair, (name, _, algorithm, encrypted)) in found.iter().zip(made) {
        assert_eq!(pair.path, root.path().join(name));
        assert_eq!((pair.algorithm.as_str(), pair.encrypted, pair.comment.as_str()), (algorithm, encrypted, "who where"));
        let shown = ssh_keygen(&["-l", "-f"], &pair.path.with_extension("pub")).unwrap();
        assert!(shown.contains(&pair.fingerprint), "{shown} {pair:?}");
    }
}

#[test]
fn what_is_no_pair_is_passed_over() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(list(&root.path().join("missing")).unwrap(), []);
    let ours = generate(root.path(), "ours", "c", None, &mut OsRng).unwrap();
    fs::write(root.path().join("alone.pub"), &ours.public_key).unwrap();
    fs::write(root.path().join("broken"), "x").unwrap();
    fs::write(root.path().join("broken.pub"), "no key").unwrap();
    fs::write(root.path().join("pipe"), "x").unwrap();
    // Opening a pipe would wait for ever.
    assert!(Command::new("mkfifo").arg(root.path().join("pipe.pub")).status().unwrap().success());
    assert_eq!(list(root.path()).unwrap(), [ours]);
}
