//! Stock `git`: builds the repositories and is the judge of ours.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A `git` that sees nobody's configuration and whose clock stands still.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("HOME", folder)
        .env("LC_ALL", "C")
        .env("GIT_AUTHOR_NAME", "Ann Author")
        .env("GIT_AUTHOR_EMAIL", "ann@example.com")
        .env("GIT_AUTHOR_DATE", "2024-02-03T04:05:06+01:00")
        .env("GIT_COMMITTER_NAME", "Carl Committer")
        .env("GIT_COMMITTER_EMAIL", "carl@example.com")
        .env("GIT_COMMITTER_DATE", "2024-02-03T05:06:07-03:30")
        .args(["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-c", "safe.directory=*"])
        .stdin(Stdio::null());
    command
}

/// Runs `git` and gives what it wrote, without the last line end.
pub fn git(folder: &Path, words: &[&str]) -> String {
    String::from_utf8(bytes(folder, words)).unwrap().trim_end_matches('\n').to_owned()
}

/// Runs `git` and gives what it wrote.
pub fn bytes(folder: &Path, words: &[&str]) -> Vec<u8> {
    let output = command(folder).args(words).output().unwrap();
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Runs `git fast-import` over a stream.
pub fn import(folder: &Path, stream: &[u8]) {
    let mut child = command(folder).args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stream).unwrap();
    assert!(child.wait().unwrap().success());
}

/// A tree with exactly these entries: mode, name, object.
pub fn tree(work: &Path, entries: &[(&str, &str, &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend(format!("{mode} {name}\0").into_bytes());
        bytes.extend((0..20).map(|byte| u8::from_str_radix(&id[byte * 2..byte * 2 + 2], 16).unwrap()));
    }
    let mut child = command(work)
        .args(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// `name object` of all refs, symbolic ones with their targets.
pub fn refs(folder: &Path) -> Vec<String> {
    git(folder, &["for-each-ref", "--format=%(refname) %(objectname) %(*objectname) %(symref)"])
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Everything is there, nothing is broken, and no traces of how it came.
pub fn assert_sound(folder: &Path) {
    let output = command(folder).args(["fsck", "--strict", "--full"]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !words.contains("error"), "{words}");
    let packs = git_folder(folder).join("objects/pack");
    for name in super::names(&packs) {
        assert!(!name.contains("keep") && !name.contains("029d08823bd8a8eab510ad6ac75c823cfd3ed31e"), "{name}");
        assert!([".pack", ".idx"].iter().any(|end| name.ends_with(end)), "{name}");
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&packs.join(&name).metadata().unwrap().permissions()) & 0o777, 0o444);
    }
}

/// The Git folder of a work tree or a bare repository.
pub fn git_folder(folder: &Path) -> std::path::PathBuf {
    folder.join(git(folder, &["rev-parse", "--git-dir"]))
}

/// A repository with a work tree.
pub fn init(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q"]);
}

/// Writes a file and commits everything.
pub fn commit(folder: &Path, file: &str, content: &str, message: &str) -> String {
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", message]);
    git(folder, &["rev-parse", "HEAD"])
}
