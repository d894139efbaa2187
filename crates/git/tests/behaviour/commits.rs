//! Commits and refs in detail, as `git` shows them.

use std::collections::BTreeMap;
use std::path::Path;

use git::{Change, Commit, FILES_SHOWN, Repository};

use crate::support::corpus::Dice;
use crate::support::git::{bytes, commit, git, init};
use crate::support::{corpus, home};

/// What `git diff-tree` says: path → (change, old path, added, removed).
pub type Files = BTreeMap<String, (Change, Option<String>, Option<u32>, Option<u32>)>;

pub fn theirs(folder: &Path, commit: &str) -> Files {
    let parent = git(folder, &["rev-list", "--parents", "-1", commit]).split(' ').nth(1).map(str::to_owned);
    let diff = |what: &str| {
        let mut words = vec!["diff-tree", "-r", "-z", "-M", "-l1000", what];
        match &parent {
            Some(parent) => words.extend([parent.as_str(), commit]),
            None => words.extend(["--root", "--no-commit-id", commit]),
        }
        String::from_utf8(bytes(folder, &words)).unwrap()
    };
    let mut files = Files::new();
    let raw = diff("--raw");
    let mut fields = raw.split('\0');
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let letter = head.rsplit(' ').next().unwrap().chars().next().unwrap();
        let first = fields.next().unwrap().to_owned();
        let (change, old, path) = match letter {
            'A' => (Change::Added, None, first),
            'D' => (Change::Deleted, None, first),
            'M' => (Change::Modified, None, first),
            'T' => (Change::TypeChanged, None, first),
            'R' => (Change::Renamed, Some(first), fields.next().unwrap().to_owned()),
            other => unreachable!("{other}"),
        };
        files.insert(path, (change, old, None, None));
    }
    let counts = diff("--numstat");
    let mut fields = counts.split('\0');
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let parts: Vec<&str> = head.splitn(3, '\t').collect();
        let path = if parts[2].is_empty() { fields.nth(1).unwrap() } else { parts[2] };
        let file = files.get_mut(path).unwrap();
        (file.2, file.3) = (parts[0].parse().ok(), parts[1].parse().ok());
    }
    files
}

pub fn ours(commit: &Commit) -> Files {
    let text = |path: &[u8]| String::from_utf8_lossy(path).into_owned();
    let entry =
        |file: &git::ChangedFile| (text(&file.path), (file.change, file.old_path.as_deref().map(text), file.added, file.removed));
    let files: Files = commit.files.iter().map(entry).collect();
    assert_eq!((files.len(), commit.files_total), (commit.files.len(), commit.files.len()));
    files
}

#[test]
fn files_of_random_commits() {
    let home = home();
    for seed in 1..=4 {
        let work = home.path().join(format!("w{seed}"));
        init(&work);
        let mut dice = Dice::new(seed);
        for step in 0..20 {
            for _ in 0..=dice.roll(6) {
                scramble(&work, &mut dice, step);
            }
            git(&work, &["add", "-A"]);
            git(&work, &["commit", "-q", "--allow-empty", "-m", &format!("Step {step}\n\nBody")]);
            if step == 10 {
                git(&work, &["branch", "side"]);
            }
        }
        git(&work, &["checkout", "-q", "side"]);
        commit(&work, "only-here", "x\n", "Aside");
        git(&work, &["merge", "-q", "-s", "ours", "-m", "Merge", "main"]);
        let opened = Repository::open(&work).unwrap();
        for id in git(&work, &["rev-list", "--all"]).lines() {
            assert_eq!(ours(&opened.commit(id).unwrap()), theirs(&work, id), "seed {seed}, commit {id}");
        }
    }
}

/// One random change of the work tree.
fn scramble(work: &Path, dice: &mut Dice, step: u64) {
    let text = |dice: &mut Dice| (0..20 + dice.roll(30)).map(|_| format!("line {}\n", dice.roll(1 << 40))).collect::<String>();
    let all = git(work, &["ls-files", "-co", "--exclude-standard"]);
    let files: Vec<&str> = all.lines().filter(|file| work.join(file).symlink_metadata().is_ok()).collect();
    let new = work.join(format!("d{}/f{step}-{}", dice.roll(4), dice.roll(1 << 40)));
    std::fs::create_dir_all(new.parent().unwrap()).unwrap();
    let any = (!files.is_empty()).then(|| work.join(files[dice.roll(files.len() as u64) as usize]));
    match (dice.roll(9), any) {
        (0, Some(old)) => std::fs::remove_file(old).unwrap(),
        (1, Some(old)) => std::fs::rename(old, new).unwrap(),
        (2, Some(old)) if old.symlink_metadata().unwrap().is_file() => {
            // Nine of ten lines stay: a rename for everybody.
            let mut text = std::fs::read(&old).unwrap();
            text.extend(b"one more\n");
            std::fs::remove_file(old).unwrap();
            std::fs::write(new, text).unwrap();
        }
        (3, Some(old)) => {
            std::fs::remove_file(&old).unwrap();
            std::os::unix::fs::symlink("somewhere", old).unwrap();
        }
        (4, Some(old)) if old.symlink_metadata().unwrap().is_file() => {
            std::fs::set_permissions(old, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        }
        (5, _) => std::fs::write(new, (0..200).map(|_| dice.roll(256) as u8).chain([0]).collect::<Vec<u8>>()).unwrap(),
        (6 | 7, Some(old)) if old.symlink_metadata().unwrap().is_file() => {
            let mut lines: Vec<String> =
                String::from_utf8_lossy(&std::fs::read(&old).unwrap()).lines().map(|line| format!("{line}\n")).collect();
            for _ in 0..=dice.roll(3) {
                let place = dice.roll(lines.len() as u64 + 1) as usize;
                lines.insert(place, format!("changed {}\n", dice.roll(1 << 40)));
            }
            std::fs::write(old, lines.concat()).unwrap();
        }
        _ => std::fs::write(new, text(dice)).unwrap(),
    }
}

#[test]
fn everything_about_a_commit() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    commit(&work, "a", "a\n", "Begin");
    let id = commit(&work, "ü name", "a\n", "  Subject\n\nBody\n\nSigned-off-by: X");
    let opened = Repository::open(&work).unwrap();
    let read = opened.commit(&id).unwrap();
    assert_eq!(read.id, id);
    assert_eq!(read.parents, [git(&work, &["rev-parse", "HEAD~1"])]);
    assert_eq!((read.author.name.as_str(), read.author.email.as_str()), ("Ann Author", "ann@example.com"));
    assert_eq!(read.author.time, "2024-02-03T04:05:06+01:00");
    assert_eq!((read.committer.name.as_str(), read.committer.time.as_str()), ("Carl Committer", "2024-02-03T05:06:07-03:30"));
    assert_eq!(
        read.message,
        String::from_utf8(bytes(&work, &["cat-file", "commit", &id])).unwrap().split_once("\n\n").unwrap().1
    );
    assert_eq!((read.files.len(), read.files[0].path.as_slice(), read.signed), (1, "ü name".as_bytes(), false));
    for missing in ["", "xyz", &"1".repeat(40), &id[..10], &git(&work, &["rev-parse", "HEAD^{tree}"])] {
        assert!(matches!(opened.commit(missing), Err(git::Error::NotFound { .. })), "{missing}");
    }
}

#[test]
fn a_huge_commit_is_cut_and_counted() {
    let home = home();
    let bare = home.path().join("wide.git");
    corpus::wide(&bare, FILES_SHOWN + 100);
    let opened = Repository::open(&bare).unwrap();
    let read = opened.commit(&git(&bare, &["rev-parse", "main"])).unwrap();
    assert_eq!((read.files.len(), read.files_total), (FILES_SHOWN, FILES_SHOWN + 100));
}

/// Submodules, signatures, encodings.
#[test]
fn odd_commits() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a\n", "Begin");
    git(&work, &["update-index", "--add", "--cacheinfo", &format!("160000,{first},lib")]);
    git(&work, &["commit", "-q", "-m", "Add a submodule"]);
    let added = git(&work, &["rev-parse", "HEAD"]);
    git(&work, &["update-index", "--cacheinfo", &format!("160000,{added},lib")]);
    git(&work, &["commit", "-q", "-m", "Move it"]);
    let moved = git(&work, &["rev-parse", "HEAD"]);
    let opened = Repository::open(&work).unwrap();
    for id in [&added, &moved] {
        assert_eq!(ours(&opened.commit(id).unwrap()), theirs(&work, id));
    }
    let tree = git(&work, &["rev-parse", "HEAD^{tree}"]);
    let raw = [
        format!("tree {tree}\nparent {moved}\n").into_bytes(),
        b"author J\xe9r\xf4me <j@x> 1700000000 +9999\ncommitter <> 99999999999 -1200\nencoding latin1\ngpgsig -----BEGIN\n x\n -----END\n\ncaf\xe9\n".to_vec(),
    ]
    .concat();
    let file = home.path().join("raw");
    std::fs::write(&file, raw).unwrap();
    let id = git(&work, &["hash-object", "-t", "commit", "-w", "--literally", file.to_str().unwrap()]);
    git(&work, &["update-ref", "refs/heads/odd", &id]);
    let read = opened.commit(&id).unwrap();
    assert_eq!((read.author.name.as_str(), read.message.as_str(), read.signed), ("Jérôme", "café\n", true));
    assert_eq!(read.author.time, "2023-11-14T22:13:20+00:00");
    assert_eq!(read.committer.time, "5138-11-15T21:46:39-12:00");
    assert_eq!(opened.rows(0, 1).unwrap().total, 4);
}

#[test]
fn refs_as_git_lists_them() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    git(home.path(), &["clone", "-q", "rich.git", "work"]);
    let work = home.path().join("work");
    git(&work, &["branch", "-q", "behind", "origin/trunk~3"]);
    git(&work, &["branch", "-q", "-u", "origin/trunk", "behind"]);
    git(&work, &["branch", "-q", "--track", "local", "trunk"]);
    git(&work, &["checkout", "-q", "-b", "apart", "origin/old"]);
    git(&work, &["branch", "-q", "-u", "origin/trunk", "apart"]);
    commit(&work, "mine", "mine", "Mine");
    git(&work, &["branch", "-q", "lost", "trunk"]);
    git(&work, &["config", "branch.lost.remote", "origin"]);
    git(&work, &["config", "branch.lost.merge", "refs/heads/never"]);
    git(&work, &["remote", "add", "another", "https://ann:s3cret@h/x.git"]);
    std::fs::write(work.join("mine"), "changed").unwrap();
    git(&work, &["stash", "push", "-q", "-m", "first stash"]);
    std::fs::write(work.join("mine"), "changed again").unwrap();
    git(&work, &["stash", "push", "-q", "-m", "second stash"]);
    for packed in [false, true] {
        if packed {
            git(&work, &["pack-refs", "--all"]);
        }
        let opened = Repository::open(&work).unwrap();
        let refs = opened.refs().unwrap();
        let shown: Vec<String> = refs
            .branches
            .iter()
            .map(|branch| {
                let upstream = branch.upstream.as_ref().map_or(" ".to_owned(), |upstream| {
                    match (upstream.gone, upstream.ahead, upstream.behind) {
                        (true, ..) => format!("{} [gone]", upstream.name),
                        (_, 0, 0) => format!("{} ", upstream.name),
                        (_, ahead, 0) => format!("{} [ahead {ahead}]", upstream.name),
                        (_, 0, behind) => format!("{} [behind {behind}]", upstream.name),
                        (_, ahead, behind) => format!("{} [ahead {ahead}, behind {behind}]", upstream.name),
                    }
                });
                format!("{} {} {}{upstream}", branch.name, branch.commit, if branch.current { "*" } else { " " })
            })
            .collect();
        let format = "--format=%(refname:lstrip=2) %(objectname) %(HEAD)%(upstream:short) %(upstream:track)";
        assert_eq!(shown, git(&work, &["for-each-ref", format, "refs/heads"]).lines().collect::<Vec<_>>());
        let tags: Vec<String> = refs
            .tags
            .iter()
            .map(|tag| format!("{} {} {}", tag.name, tag.commit.as_deref().unwrap_or("-"), tag.annotated))
            .collect();
        let expected: Vec<String> = git(&work, &["tag", "-l"])
            .lines()
            .map(|tag| {
                let kind = git(&work, &["cat-file", "-t", tag]);
                let commit = crate::support::git::command(&work)
                    .args(["rev-parse", "-q", "--verify", &format!("{tag}^{{commit}}")])
                    .output()
                    .unwrap();
                let commit = String::from_utf8(commit.stdout).unwrap().trim().to_owned();
                format!("{tag} {} {}", if commit.is_empty() { "-" } else { &commit }, kind == "tag")
            })
            .collect();
        assert_eq!(tags, expected);
        assert_eq!(
            refs.remotes.iter().map(|remote| (remote.name.as_str(), remote.branches.len())).collect::<Vec<_>>(),
            [("origin", 3), ("another", 0)]
        );
        assert_eq!(refs.remotes[1].url, "https://ann@h/x.git");
        assert_eq!(opened.remotes().unwrap()[1].1, "https://ann@h/x.git");
        assert_eq!(
            refs.stashes.iter().map(|stash| stash.message.as_str()).collect::<Vec<_>>(),
            ["On apart: second stash", "On apart: first stash"]
        );
        assert_eq!(refs.stashes[1].commit, git(&work, &["rev-parse", "stash@{1}"]));
    }
}
