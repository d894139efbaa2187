//! Work trees with changes of every kind, grown from a number; and what there is to compare in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::corpus::Dice;
use super::git::{bytes, command, git};

/// Names that somebody will use one day.
const NAMES: [&[u8]; 17] = [
    b"!bang",
    b"#hash",
    b"[set]{a,b}",
    b"plain.txt",
    b"caf\xe9.txt",
    b"new\nline",
    b"tab\tname",
    b"-rf",
    b"--all",
    b"$(id)",
    "Grüße 🎉".as_bytes(),
    b"quo\"te's",
    b"back\\slash",
    b"100%25",
    b":(top)x",
    b" space ",
    b"*.glob?",
];

/// A repository with a commit, staged changes over it and others over those. `config` is set before anything is committed.
pub fn grow(folder: &Path, seed: u64, config: &[(&str, &str)]) {
    let mut dice = Dice::new(seed);
    fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q"]);
    for (key, value) in config {
        git(folder, &["config", key, value]);
    }
    for _ in 0..6 + dice.roll(10) {
        put(folder, &mut dice);
    }
    // One tree in ten has no commit yet.
    if dice.roll(10) > 0 {
        stage_all(folder);
        git(folder, &["commit", "-q", "--allow-empty", "-m", "Begin"]);
    }
    for _ in 0..=dice.roll(8) {
        scramble(folder, &mut dice);
    }
    stage_all(folder);
    for _ in 0..=dice.roll(8) {
        scramble(folder, &mut dice);
    }
}

/// A second one that is the same, to the times of its files.
pub fn twin(folder: &Path) -> PathBuf {
    let twin = folder.with_extension("twin");
    let copied = std::process::Command::new("cp").arg("-a").arg(folder).arg(&twin).status().unwrap();
    assert!(copied.success());
    twin
}

fn stage_all(folder: &Path) {
    // With every safety about line ends off: they are what is tested.
    git(folder, &["-c", "core.safecrlf=false", "add", "-A"]);
}

/// Writes some file.
fn put(folder: &Path, dice: &mut Dice) {
    let name = NAMES[dice.roll(NAMES.len() as u64) as usize];
    let mut path = folder.to_owned();
    for _ in 0..dice.roll(3) {
        path.push(["d", "dir e", "-x"][dice.roll(3) as usize]);
    }
    // A file in the way of a folder, or a folder in the way of a file: another time.
    if fs::create_dir_all(&path).is_err() {
        return;
    }
    path.push(OsStr::from_bytes(name));
    if path.is_dir() {
        return;
    }
    let _ = fs::remove_file(&path);
    if dice.roll(12) == 0 {
        symlink(format!("target{}", dice.roll(5)), &path).unwrap();
        return;
    }
    fs::write(&path, content(dice)).unwrap();
    if dice.roll(6) == 0 {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Text with one kind of line end, with or without the last one; in Latin-1 at times; or no text at all.
fn content(dice: &mut Dice) -> Vec<u8> {
    if dice.roll(10) == 0 {
        return (0..50).map(|_| dice.roll(256) as u8).chain([0, 7]).collect();
    }
    let end: &[u8] = if dice.roll(4) == 0 { b"\r\n" } else { b"\n" };
    let mut text = Vec::new();
    for _ in 0..dice.roll(25) {
        text.extend(line(dice));
        text.extend(end);
    }
    if dice.roll(5) == 0 {
        text.truncate(text.len().saturating_sub(end.len()));
    }
    text
}

fn line(dice: &mut Dice) -> Vec<u8> {
    match dice.roll(12) {
        0 => Vec::new(),
        1 => b"caf\xe9".to_vec(),
        _ => format!("line {}", dice.roll(9)).into_bytes(),
    }
}

/// One change of some file.
pub fn scramble(folder: &Path, dice: &mut Dice) {
    let files: Vec<Vec<u8>> = files(folder).into_keys().collect();
    if files.is_empty() || dice.roll(5) == 0 {
        return put(folder, dice);
    }
    let path = folder.join(OsStr::from_bytes(&files[dice.roll(files.len() as u64) as usize]));
    let plain = path.symlink_metadata().unwrap().is_file();
    match dice.roll(9) {
        0 => fs::remove_file(&path).unwrap(),
        1 if plain => {
            let mode = if path.metadata().unwrap().mode() & 0o100 == 0 { 0o755 } else { 0o644 };
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        }
        2 => {
            fs::remove_file(&path).unwrap();
            symlink("elsewhere", &path).unwrap();
        }
        3 => {
            // A file becomes a folder.
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
            fs::write(path.join("within"), content(dice)).unwrap();
        }
        4 => {
            let moved = path.with_file_name(format!("moved{}", dice.roll(99)));
            if !moved.exists() {
                fs::rename(&path, moved).unwrap();
            }
        }
        _ if plain => edit(&path, dice),
        _ => {}
    }
}

/// Some lines of a file change.
fn edit(path: &Path, dice: &mut Dice) {
    let old = fs::read(path).unwrap();
    let end: &[u8] = if old.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let mut lines: Vec<Vec<u8>> = old.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    for _ in 0..=dice.roll(5) {
        let place = dice.roll(lines.len() as u64 + 1) as usize;
        let fresh = [line(dice), end.to_vec()].concat();
        match dice.roll(3) {
            0 => lines.insert(place, fresh),
            1 if place < lines.len() => _ = lines.remove(place),
            _ if place < lines.len() => lines[place] = fresh,
            _ => {}
        }
    }
    let mut new = lines.concat();
    if dice.roll(8) == 0 && new.ends_with(end) {
        new.truncate(new.len() - end.len());
    }
    fs::write(path, new).unwrap();
}

/// Everything that Git could tell apart.
pub struct Snapshot {
    pub index: Vec<u8>,
    pub files: BTreeMap<Vec<u8>, (u32, Vec<u8>)>,
    pub refs: String,
}

impl Snapshot {
    pub fn take(folder: &Path) -> Self {
        let refs = git(folder, &["for-each-ref", "--format=%(refname) %(objectname)"]);
        let refs: Vec<&str> = refs.lines().filter(|line| !line.starts_with("refs/bough/")).collect();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let head = command(folder).args(["rev-parse", "-q", "--verify", "HEAD"]).output().unwrap();
        let branch = command(folder).args(["symbolic-ref", "-q", "HEAD"]).output().unwrap();
        Self {
            index: bytes(folder, &["ls-files", "-s", "-t", "-z"]),
            files: files(folder),
            refs: format!("{}\n{}{}", refs.join("\n"), text(&head.stdout), text(&branch.stdout)),
        }
    }
}

/// Says what differs between what is and what should be.
pub fn assert_same(is: &Snapshot, should: &Snapshot, when: &str) {
    let lines = |snapshot: &Snapshot| -> BTreeSet<String> {
        let entries = snapshot.index.split(|byte| *byte == 0).map(|entry| format!("index {}", entry.escape_ascii()));
        let file = |(path, (mode, content)): (&Vec<u8>, &(u32, Vec<u8>))| {
            format!("file {mode:o} {} = {}", path.escape_ascii(), content.escape_ascii())
        };
        let refs = snapshot.refs.lines().map(|line| format!("ref {line}"));
        refs.chain(entries).chain(snapshot.files.iter().map(file)).collect()
    };
    let (is, should) = (lines(is), lines(should));
    let list = |lines: Vec<&String>| lines.iter().map(|line| format!("\n    {line}")).collect::<String>();
    assert!(
        is == should,
        "{when}\n  is:{}\n  should be:{}",
        list(is.difference(&should).collect()),
        list(should.difference(&is).collect())
    );
}

/// All files below a work tree, with modes and bytes; links with their targets.
pub fn files(folder: &Path) -> BTreeMap<Vec<u8>, (u32, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<Vec<u8>, (u32, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let facts = path.symlink_metadata().unwrap();
            let name = path.strip_prefix(root).unwrap().as_os_str().as_bytes().to_vec();
            if facts.is_symlink() {
                files.insert(name, (0o120_000, fs::read_link(&path).unwrap().as_os_str().as_bytes().to_vec()));
            } else if facts.is_file() {
                files.insert(name, (facts.mode(), fs::read(&path).unwrap()));
            } else if path.file_name() != Some(OsStr::new(".git")) {
                walk(root, &path, files);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}
