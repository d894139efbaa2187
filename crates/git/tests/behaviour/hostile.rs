//! T1.9 as far as this crate goes: nothing that a repository names is run when it is opened and read.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use git::{Choice, CommitDraft, Error, Programs, Reading, Repository, Side};

use crate::support::git::{commit, git, init};
use crate::support::http::Host;
use crate::support::{Job, home, names, request};

/// A repository whose every setting that could start a program would leave a mark.
fn trap(work: &Path, canaries: &Path) {
    std::fs::create_dir_all(canaries).unwrap();
    init(work);
    let first = commit(work, "file.txt", "one\n", "Begin");
    commit(work, "file.txt", "two\n", "Go on");
    let mark = |name: &str| format!("touch '{}/{name}'", canaries.display());
    let hooks = work.join("hooks");
    std::fs::create_dir(&hooks).unwrap();
    let hooks_of_all = [
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
        "pre-auto-gc",
        "post-merge",
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "post-rewrite",
    ];
    for hook in hooks_of_all {
        for folder in [&hooks, &work.join(".git/hooks")] {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(hook), format!("#!/bin/sh\n{}\n", mark(hook))).unwrap();
            std::fs::set_permissions(folder.join(hook), PermissionsExt::from_mode(0o755)).unwrap();
        }
    }
    std::fs::write(work.join(".gitattributes"), "*.txt filter=evil diff=evil merge=evil\n").unwrap();
    let included = work.join("included");
    std::fs::write(&included, format!("[core]\n\tpager = {}\n", mark("included"))).unwrap();
    let settings: &[(&str, &str)] = &[
        ("core.fsmonitor", "fsmonitor"),
        ("core.sshCommand", "sshCommand"),
        ("core.gitProxy", "gitProxy"),
        ("core.pager", "pager"),
        ("core.editor", "editor"),
        ("core.askPass", "askPass"),
        ("credential.helper", "helper"),
        ("diff.external", "external"),
        ("diff.evil.command", "command"),
        ("diff.evil.textconv", "textconv"),
        ("filter.evil.clean", "clean"),
        ("filter.evil.smudge", "smudge"),
        ("filter.evil.process", "process"),
        ("merge.evil.driver", "driver"),
        ("gpg.program", "gpg"),
        ("gpg.ssh.program", "gpgSsh"),
        ("alias.log", "alias"),
        ("uploadpack.packObjectsHook", "packObjects"),
        ("remote.origin.uploadpack", "uploadpack"),
    ];
    for (key, name) in settings {
        let value = if *key == "alias.log" || *key == "credential.helper" { format!("!{}", mark(name)) } else { mark(name) };
        git(work, &["config", key, &value]);
    }
    git(work, &["config", "core.hooksPath", hooks.to_str().unwrap()]);
    git(work, &["config", "include.path", included.to_str().unwrap()]);
    git(work, &["config", "remote.origin.url", "ext::sh -c true"]);
    git(work, &["config", "branch.main.remote", "origin"]);
    git(work, &["config", "branch.main.merge", "refs/heads/main"]);
    // A bare repository in the tree, as a second trap.
    let nested = work.join("nested");
    git(work, &["init", "-q", "--bare", "nested"]);
    git(&nested, &["config", "core.fsmonitor", &mark("nested")]);
    git(work, &["update-ref", "refs/heads/other", &first]);
    for name in names(canaries) {
        std::fs::remove_file(canaries.join(name)).unwrap();
    }
}

#[test]
fn opening_and_reading_runs_nothing() {
    let home = home();
    let (work, canaries) = (home.path().join("work"), home.path().join("canaries"));
    trap(&work, &canaries);
    for folder in [&work, &work.join("nested")] {
        let opened = Repository::open(folder).unwrap();
        opened.head().unwrap();
        opened.remotes().unwrap();
        opened.refs().unwrap();
        for row in opened.rows(0, 100).unwrap().rows {
            for file in opened.commit(&row.commit).unwrap().files {
                let between = git::Between::Commit { id: row.commit.clone(), before: file.old_path };
                let diff = opened.file_diff(&file.path, between.clone(), Reading::ALL).unwrap();
                opened.file_text(&file.path, &between, git::End::After, &diff.revision).unwrap();
            }
        }
    }
    assert_eq!(Repository::open(&work).unwrap().rows(0, 9).unwrap().total, 2);
    assert_eq!(names(&canaries), Vec::<String>::new());
}

#[test]
fn changing_it_runs_nothing() {
    let home = home();
    let (work, canaries) = (home.path().join("work"), home.path().join("canaries"));
    trap(&work, &canaries);
    git(&work, &["config", "commit.gpgsign", "true"]);
    std::fs::write(work.join("file.txt"), "three\n").unwrap();
    std::fs::write(work.join("plain"), "a\nb\n").unwrap();
    for name in names(&canaries) {
        std::fs::remove_file(canaries.join(name)).unwrap();
    }
    let opened = Repository::open(&work).unwrap();
    let author = ("A".to_owned(), "a@example.com".to_owned());
    let all = opened.changes().unwrap();
    assert!(all.unstaged.total >= 2);
    for side in [Side::Staged, Side::Unstaged] {
        for changed in all.unstaged.paths.iter().filter(|changed| !changed.path.ends_with(b"/")) {
            opened.file_diff(&changed.path, side, Reading::ALL).unwrap();
        }
    }
    // Watched, and followed from what was told.
    let (tell, told) = std::sync::mpsc::channel();
    let _watch = opened.watch(move || _ = tell.send(()));
    told.recv().unwrap();
    for content in ["four\n", "three\n"] {
        opened.changes().unwrap();
        std::fs::write(work.join("file.txt"), content).unwrap();
        told.recv().unwrap();
    }
    let outlook = opened.commit_outlook(&author, &Vec::new).unwrap();
    assert!(outlook.signing && outlook.hooks.len() == 5, "{outlook:?}");
    // The filter would have to run: the file is left alone.
    let filtered = Choice::Paths(vec![b"file.txt".to_vec()]);
    assert!(matches!(opened.stage(&filtered), Err(Error::Unsupported { .. })));
    assert!(matches!(opened.discard(&filtered), Err(Error::Unsupported { .. })));
    let plain = Choice::Paths(vec![b"plain".to_vec()]);
    opened.stage(&plain).unwrap();
    opened
        .commit_changes(
            &CommitDraft { message: "Plain".to_owned(), amend: false, author: author.clone(), ..CommitDraft::default() },
            None,
            None,
        )
        .unwrap();
    opened
        .commit_changes(&CommitDraft { message: "Plainer".to_owned(), amend: true, author, ..CommitDraft::default() }, None, None)
        .unwrap();
    // A signature is asked for where the repository named the program, and nobody trusts it.
    let environment = vec![("PATH".into(), std::env::var_os("PATH").unwrap()), ("HOME".into(), home.path().into())];
    let programs = Programs { environment, cancel: net::Cancel::new(), limit: None, trusted: false };
    for format in ["openpgp", "ssh"] {
        git(&work, &["config", "gpg.format", format]);
        std::fs::write(work.join("plain"), format).unwrap();
        opened.stage(&plain).unwrap();
        let author = ("A".to_owned(), "a@example.com".to_owned());
        let signed = CommitDraft { message: "Signed".to_owned(), author, ..CommitDraft::default() };
        let refused = opened.commit_changes(&signed, None, Some(&programs));
        assert!(matches!(refused, Err(Error::Signing { .. } | Error::Invalid { .. })), "{refused:?}");
        opened.unstage(&plain).unwrap();
    }
    opened.check_signature(&opened.rows(0, 1).unwrap().rows[0].commit, &programs).unwrap();
    std::fs::write(work.join("plain"), "c\n").unwrap();
    opened.discard(&plain).unwrap();
    let last = opened.undo_steps().unwrap().done[0].number;
    opened.undo(1).unwrap();
    opened.redo(last).unwrap();
    assert_eq!(names(&canaries), Vec::<String>::new());
}

#[test]
fn leftovers_that_it_brings_lead_to_nothing_of_ours() {
    let home = home();
    let outside = home.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    for name in ["letters", "x.lock"] {
        std::fs::write(outside.join(name), "").unwrap();
    }
    for (place, target) in [("bough", &outside), ("refs/bough", &outside)] {
        let work = home.path().join(place.replace('/', "-"));
        init(&work);
        commit(&work, "file", "a\n", "Begin");
        std::fs::write(work.join("file"), "b\n").unwrap();
        std::fs::create_dir_all(outside.join("undo/main")).unwrap();
        std::fs::write(outside.join("undo/main/y.lock"), "").unwrap();
        std::os::unix::fs::symlink(target, work.join(".git").join(place)).unwrap();
        let opened = Repository::open(&work).unwrap();
        opened.changes().unwrap();
        let _ = opened.stage(&Choice::All);
        assert!(["letters", "x.lock", "undo/main/y.lock"].iter().all(|name| outside.join(name).exists()), "{place}");
    }
    // A note of a killed commit that names somebody else's file.
    let work = home.path().join("note");
    init(&work);
    commit(&work, "file", "a\n", "Begin");
    std::fs::create_dir(work.join(".git/bough")).unwrap();
    for name in [outside.join("x").display().to_string(), "refs/heads/../../../../outside/x".to_owned()] {
        std::fs::write(work.join(".git/bough/1.lock"), "").unwrap();
        std::fs::write(work.join(".git/bough/1.moving"), format!("\n{name}")).unwrap();
        Repository::open(&work).unwrap().changes().unwrap();
        assert!(outside.join("x.lock").exists(), "{name}");
    }
}

#[test]
fn cloning_it_runs_nothing_here() {
    let home = home();
    let (work, canaries) = (home.path().join("work"), home.path().join("canaries"));
    trap(&work, &canaries);
    Job::plain().clone(&request(work.to_str().unwrap(), home.path().join("local"))).unwrap();
    assert_eq!(names(&canaries), Vec::<String>::new());
    // Over a server only the tree travels: attributes and hooks that are files like others.
    let tree = home.path().join("tree");
    init(&tree);
    std::fs::write(tree.join(".gitattributes"), "*.txt filter=evil diff=evil merge=evil\n").unwrap();
    for hook in names(&work.join("hooks")) {
        let text = std::fs::read_to_string(work.join("hooks").join(&hook)).unwrap();
        commit(&tree, &format!("hooks/{hook}"), &text, "A trap");
    }
    commit(&tree, "file.txt", "one\n", "A file for the filter");
    git(home.path(), &["clone", "-q", "--bare", "tree", "traps.git"]);
    let host = Host::start(home.path());
    Job::plain().clone(&request(&host.url("traps.git"), home.path().join("over-http"))).unwrap();
    assert_eq!(names(&canaries), Vec::<String>::new());
}

/// Writes a tree object as given, with names that `git mktree` would refuse.
fn tree(folder: &Path, entries: &[(&str, &str, &str)]) -> String {
    let mut raw = Vec::new();
    for (mode, name, id) in entries {
        raw.extend(format!("{mode} {name}\0").into_bytes());
        raw.extend((0..20).map(|byte| u8::from_str_radix(&id[byte * 2..byte * 2 + 2], 16).unwrap()));
    }
    let file = folder.join("raw-tree");
    std::fs::write(&file, raw).unwrap();
    git(folder, &["hash-object", "-t", "tree", "-w", "--literally", file.to_str().unwrap()])
}

/// T1.12 as far as trees go: nothing outside the clone changes, and nothing in its Git folder either.
#[test]
fn trees_write_nowhere_else() {
    let home = home();
    let outside = home.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    let host = Host::start(home.path());
    let source = home.path().join("source.git");
    git(home.path(), &["init", "-q", "--bare", "source.git"]);
    let evil = home.path().join("evil");
    std::fs::write(&evil, "evil").unwrap();
    let blob = git(&source, &["hash-object", "-w", evil.to_str().unwrap()]);
    std::fs::write(&evil, outside.to_str().unwrap()).unwrap();
    let link = git(&source, &["hash-object", "-w", evil.to_str().unwrap()]);
    let inner = tree(&source, &[("100644", "evil", &blob)]);
    let many: Vec<String> = (0..198).map(|number| format!("a{number:03}")).collect();
    let mut trees: Vec<(String, String)> =
        [".git", ".GIT", "git~1", ".git ", ".git.", ".git::$INDEX_ALLOCATION", "..", ".", "../outside", ".g\u{200c}it"]
            .iter()
            .flat_map(|name| {
                let file = tree(&source, &[("100644", name, &blob)]);
                let folder = tree(&source, &[("40000", name, &inner)]);
                [(format!("file {name}"), file), (format!("folder {name}"), folder)]
            })
            .collect();
    // A link and a folder of the same name, in one batch of files and across the border of two.
    for lead in [0, 198] {
        let mut entries: Vec<(&str, &str, &str)> =
            many[..lead].iter().map(|name| ("100644", name.as_str(), blob.as_str())).collect();
        entries.extend([("120000", "way", link.as_str()), ("40000", "way", inner.as_str())]);
        trees.push((format!("link and folder after {lead}"), tree(&source, &entries)));
        entries.swap(lead, lead + 1);
        trees.push((format!("folder and link after {lead}"), tree(&source, &entries)));
    }
    for (name, tree) in trees {
        let commit = git(&source, &["commit-tree", "-m", "Evil", &tree]);
        git(&source, &["update-ref", "refs/heads/main", &commit]);
        let target = home.path().join("target");
        let result = Job::plain().clone(&request(&host.url("source.git"), &target));
        assert!(names(&outside).is_empty(), "{name}: {result:?}");
        assert_eq!(names(home.path()).iter().filter(|entry| entry.contains("evil")).count(), 1, "{name}");
        match result {
            Ok(()) => {
                assert!(!target.join(".git/evil").exists(), "{name}");
                git(&target, &["rev-parse", "HEAD"]);
                std::fs::remove_dir_all(target).unwrap();
            }
            Err(error) => {
                assert!(!target.exists(), "{name}");
                // What a tree can't hold twice, the system refuses.
                let twice = name.contains("link") && matches!(error, Error::Broken { .. });
                assert!(twice || matches!(error, Error::Refused { .. } | Error::Damaged { .. }), "{name}: {error:?}");
            }
        }
    }
}
