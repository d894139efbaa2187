//! Nothing in our source turns checking off (T4.4).

use std::path::{Path, PathBuf};

/// Put together here, so that this file does not find itself.
const SWITCHES: [&str; 5] = [
    concat!("danger_", "accept_invalid"),
    concat!("Certificate", "Ok"),
    concat!("custom_", "headers"),
    concat!("ssl", "Verify"),
    concat!("GIT_SSL_", "NO_VERIFY"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let left_out = ["target", "node_modules", "dist", ".git"].iter().any(|skip| name == *skip);
        if path.is_dir() && !left_out {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| ["rs", "ts", "tsx", "sh", "toml", "json"].iter().any(|k| kind == *k)) {
            found.push(path);
        }
    }
}

#[test]
fn there_is_no_off_switch() {
    // Asked now: a build that several checkouts share remembers the one it was made in.
    let root = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../..");
    let mut files = Vec::new();
    for folder in ["crates", "src-tauri", "ui", "xtask"] {
        sources(&root.join(folder), &mut files);
    }
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "tests"));
    assert!(files.len() > 30, "only {} files: is this the source?", files.len());
    for file in files {
        // A file that another process is writing may be gone again.
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        // Tests may name them to prove that they are refused.
        let text = text.split("#[cfg(test)]").next().unwrap();
        for switch in SWITCHES {
            assert!(!text.contains(switch), "{} says {switch}", file.display());
        }
    }
}
