//! T5.3: existing files and links are refused, nobody else can read, `ssh-keygen` agrees, a full disk leaves nothing.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use secrecy::SecretString;
use ssh::{Error, OsRng, generate};

use crate::support::{child_folder, child_says, skipped, ssh_keygen};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_existing_file_is_refused_and_stays_what_it_is() {
    for taken in ["key", "key.pub"] {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(taken);
        fs::write(&path, "precious").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let failed = generate(root.path(), "key", "", None, &mut OsRng).unwrap_err();
        assert!(matches!(&failed, Error::Exists { path: at } if *at == path), "{failed:?}");
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"precious".to_vec(), 0o640));
        assert_eq!(names(root.path()), [taken], "nothing of ours is left");
    }
}

#[test]
fn a_link_is_refused_and_its_target_untouched() {
    for taken in ["key", "key.pub"] {
        for target_exists in [false, true] {
            let root = tempfile::tempdir().unwrap();
            let elsewhere = tempfile::tempdir().unwrap();
            let target = elsewhere.path().join("target");
            if target_exists {
                fs::write(&target, "precious").unwrap();
            }
            symlink(&target, root.path().join(taken)).unwrap();
            let failed = generate(root.path(), "key", "", None, &mut OsRng).unwrap_err();
            assert!(matches!(failed, Error::Exists { .. }), "{failed:?}");
            assert_eq!(names(root.path()), [taken]);
            assert_eq!(fs::read(&target).ok(), target_exists.then(|| b"precious".to_vec()));
        }
    }
}

#[test]
fn names_and_comments_can_smuggle_nothing() {
    let root = tempfile::tempdir().unwrap();
    for name in ["../key", "a/b", "-i", ".key", "", "key.pub", "a\nb"] {
        assert!(matches!(generate(root.path(), name, "", None, &mut OsRng), Err(Error::InvalidName { .. })), "{name:?}");
    }
    let failed = generate(root.path(), "key", "a\nssh-ed25519 AAAA", None, &mut OsRng).unwrap_err();
    assert!(matches!(failed, Error::InvalidComment));
    let failed = generate(root.path(), "key", "", Some(&SecretString::from("")), &mut OsRng).unwrap_err();
    assert!(matches!(failed, Error::EmptyPassphrase));
    assert_eq!(names(root.path()), [""; 0]);
}

#[test]
fn ssh_keygen_reads_the_plain_key_and_agrees() {
    let root = tempfile::tempdir().unwrap();
    let pair = generate(&root.path().join("new/ssh"), "key", "me on this machine", None, &mut OsRng).unwrap();
    let public = pair.path.with_extension("pub");
    let line = fs::read_to_string(&public).unwrap();
    assert_eq!(line.trim_end(), pair.public_key);
    assert_eq!(ssh_keygen(&["-y", "-f"], &pair.path).unwrap().trim_end(), pair.public_key);
    for file in [&pair.path, &public] {
        let shown = ssh_keygen(&["-l", "-f"], file).unwrap();
        assert_eq!(shown.trim_end(), format!("256 {} me on this machine (ED25519)", pair.fingerprint));
    }
    assert_eq!(mode(&root.path().join("new/ssh")), 0o700);
}

#[test]
fn ssh_keygen_opens_the_encrypted_key_with_its_passphrase_only() {
    let root = tempfile::tempdir().unwrap();
    let passphrase = "correct horse – Zürich 🔑";
    let pair = generate(root.path(), "key", "c", Some(&passphrase.into()), &mut OsRng).unwrap();
    assert_eq!(pair.encrypted, Some(true));
    assert_eq!(ssh_keygen(&["-y", "-P", passphrase, "-f"], &pair.path).unwrap().trim_end(), pair.public_key);
    for wrong in ["", "correct horse"] {
        assert_eq!(ssh_keygen(&["-y", "-P", wrong, "-f"], &pair.path), None, "{wrong:?}");
    }
}

/// Runs with a umask of 000 and one of 777: a thread looks at the modes all the time.
fn write_under_this_umask(folder: &Path) {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut looks = 0_u32;
            while !done.load(Ordering::Relaxed) {
                for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                    let path = entry.path();
                    if path.extension().is_none() {
                        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
                        looks += 1;
                    }
                }
            }
            looks
        });
        for count in 0..50 {
            generate(folder, &format!("key_{count}"), "", None, &mut OsRng).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(watcher.join().unwrap() > 0, "the watcher saw files");
    });
    assert_eq!(mode(&folder.join("key_0")), 0o600);
    assert_eq!(mode(&folder.join("key_0.pub")), 0o644);
    println!("\nwritten");
}

#[test]
fn never_readable_by_others_whatever_the_umask() {
    if let Some(folder) = child_folder() {
        return write_under_this_umask(&folder);
    }
    for umask in ["000", "777"] {
        let root = tempfile::tempdir().unwrap();
        let script = format!("umask {umask}; exec \"$@\"");
        let test = "protection::never_readable_by_others_whatever_the_umask";
        assert!(child_says(&["sh", "-c", &script, "-"], test, root.path(), "written"), "umask {umask}");
    }
}

/// Runs where no key has room.
fn find_no_room(folder: &Path) {
    let failed = generate(folder, "key", &"x".repeat(4_000), None, &mut OsRng).unwrap_err();
    assert!(matches!(failed, Error::Full { .. }), "{failed:?}");
    assert!(!names(folder).iter().any(|name| name.starts_with("key")), "{:?}", names(folder));
    println!("\nno room");
}

#[test]
fn a_size_limit_leaves_no_file() {
    if let Some(folder) = child_folder() {
        return find_no_room(&folder);
    }
    let root = tempfile::tempdir().unwrap();
    // 1 or 2 KiB, as the shell counts. Ignored, the signal becomes an error of the write.
    let wrapper = ["sh", "-c", "trap '' XFSZ; ulimit -f 2; exec \"$@\"", "-"];
    assert!(child_says(&wrapper, "protection::a_size_limit_leaves_no_file", root.path(), "no room"));
}

#[test]
fn a_full_disk_leaves_no_file() {
    if let Some(folder) = child_folder() {
        return find_no_room(&folder);
    }
    let root = tempfile::tempdir().unwrap();
    // Filled but for less than a page, so that the files can be created and not written.
    let script = format!(
        "mount -t tmpfs -o size=64k tmpfs '{0}' && {{ dd if=/dev/zero of='{0}/filler' bs=4k 2>/dev/null; exec \"$@\"; }}",
        root.path().display()
    );
    let wrapper = ["unshare", "-m", "sh", "-c", &script, "-"];
    let permitted = Command::new(wrapper[0]).args(&wrapper[1..]).arg("true").output();
    if !permitted.is_ok_and(|output| output.status.success()) {
        return skipped("a_full_disk_leaves_no_file: no mount permitted; a_size_limit_leaves_no_file stands in for it");
    }
    assert!(child_says(&wrapper, "protection::a_full_disk_leaves_no_file", root.path(), "no room"));
}
