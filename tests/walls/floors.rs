//! T1.0: `Cargo.lock` against the floors and absences of the security page.

use std::collections::BTreeSet;
use std::process::Command;

/// Not older than this.
const FLOORS: &[(&str, [u64; 3])] = &[
    ("git2", [0, 21, 0]),
    ("libgit2-sys", [0, 18, 8]),
    ("gix-pack", [0, 77, 0]),
    ("keyring-core", [1, 0, 1]),
    ("zbus-secret-service-keyring-store", [1, 0, 1]),
    ("ssh-key", [0, 6, 7]),
    ("reqwest", [0, 13, 5]),
    ("rustls-platform-verifier", [0, 7, 1]),
    ("tauri", [2, 12, 5]),
    ("tauri-plugin-opener", [2, 7, 2]),
    ("tauri-plugin-clipboard-manager", [2, 5, 0]),
];

/// Older than this, because what begins there is not finished.
const CEILINGS: &[(&str, [u64; 3])] = &[("tauri", [3, 0, 0]), ("ssh-key", [0, 7, 0])];

/// Second stacks, unpatched code, plug-ins that reach too far.
const ABSENT: &[&str] = &[
    "libssh2-sys",
    "openssl-sys",
    "native-tls",
    "gix-transport",
    "gix-worktree-state",
    "keyring",
    "rsa",
    "tauri-plugin-dialog",
    "tauri-plugin-fs",
    "tauri-plugin-http",
    "tauri-plugin-shell",
    "tauri-plugin-process",
    "tauri-plugin-stronghold",
    "tauri-plugin-webdriver",
    "tauri-plugin-automation",
];

struct Locked {
    name: String,
    version: String,
    needs: String,
}

impl Locked {
    fn numbers(&self) -> [u64; 3] {
        let release = self.version.split(['-', '+']).next().unwrap_or_default();
        let mut parts = release.split('.').map(|part| part.parse().expect("a version is made of numbers"));
        [(); 3].map(|()| parts.next().unwrap_or(0))
    }
}

fn lock() -> Vec<Locked> {
    let text = std::fs::read_to_string(super::sources::root().join("Cargo.lock")).expect("the lock file is there");
    let field = |part: &str, name: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(&format!("{name} = \"")));
        line.map(|value| value.trim_end_matches('"').to_owned())
    };
    let packages = text.split("[[package]]").skip(1);
    packages
        .map(|part| Locked {
            name: field(part, "name").expect("a package has a name"),
            version: field(part, "version").expect("a package has a version"),
            needs: part.split_once("dependencies = [").map(|(_, needs)| needs.to_owned()).unwrap_or_default(),
        })
        .collect()
}

#[test]
fn nothing_is_below_its_floor() {
    let lock = lock();
    for (name, floor) in FLOORS {
        let found: Vec<&Locked> = lock.iter().filter(|package| package.name == *name).collect();
        assert!(!found.is_empty(), "{name} is not locked: take it off the list, or is it missing?");
        for package in found {
            assert!(package.numbers() >= *floor, "{name} {} is below {floor:?}", package.version);
        }
    }
    for (name, ceiling) in CEILINGS {
        for package in lock.iter().filter(|package| package.name == *name) {
            assert!(package.numbers() < *ceiling && !package.version.contains('-'), "{name} {} is not finished", package.version);
        }
    }
}

#[test]
fn libgit2_is_the_patched_one() {
    let lock = lock();
    let library = lock.iter().find(|package| package.name == "libgit2-sys").expect("libgit2 is locked");
    let bundled = library.version.split_once('+').map(|(_, bundled)| bundled).expect("the version names the bundled libgit2");
    let numbers: Vec<u64> = bundled.split('.').map(|part| part.parse().expect("a number")).collect();
    assert!(numbers.as_slice() >= [1, 9, 7].as_slice(), "libgit2 {bundled} is below 1.9.7");
    assert!(!library.needs.contains("openssl-sys") && !library.needs.contains("libssh2-sys"));
    // Set, it would take whatever libgit2 the system has.
    assert!(std::env::var_os("LIBGIT2_NO_VENDOR").is_none());
}

#[test]
fn what_must_be_absent_is_absent() {
    let locked: BTreeSet<String> = lock().into_iter().map(|package| package.name).collect();
    let built = built();
    for name in ABSENT {
        assert!(!built.contains(*name), "{name} is built");
        // A lock file also names what an optional feature of somebody would need. ssh-key's RSA is such a one, and is off.
        assert!(!locked.contains(*name) || *name == "rsa", "{name} is locked");
    }
    assert!(built.contains("git2") && built.contains("tauri"), "cargo tree did not answer");
}

/// What cargo would compile here, for every room with all its features.
fn built() -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--workspace", "--all-features", "--locked", "--edges", "all", "--prefix", "none", "--format", "{p}"]);
    let output = tree.current_dir(super::sources::root()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn one_version_of_each_wall() {
    let lock = lock();
    for name in ["git2", "libgit2-sys", "reqwest", "rustls", "keyring-core", "ssh-key", "tauri"] {
        let count = lock.iter().filter(|package| package.name == name).count();
        assert_eq!(count, 1, "{name} is there {count} times");
    }
}
