//! Messages: cleaned up, with trailers, prepared by templates and merges, all as stock `git` does it; and never through a link.

use std::os::unix::fs::symlink;
use std::path::Path;

use git::{Choice, CommitDraft, Error, HookRun};

use super::open;
use crate::support::git::{command, commit, git, init};
use crate::support::home;

fn draft(message: &str) -> CommitDraft {
    let author = ("Bo Ugh".into(), "bo@example.com".into());
    CommitDraft { message: message.into(), author, ..CommitDraft::default() }
}

fn person(name: &str, email: &str) -> (String, String) {
    (name.into(), email.into())
}

/// A repository with a staged change.
fn ready(work: &Path) {
    init(work);
    commit(work, "file", "a\n", "Begin");
    std::fs::write(work.join("file"), "b\n").unwrap();
    git(work, &["add", "."]);
}

const MESSAGES: [&str; 9] = [
    "Subject",
    "Subject\n\nBody\nof it",
    "Subject: with a colon",
    "Subject\n\nRefs: #1\nReviewed-by: Ann <ann@example.com>",
    "Subject\n\nSigned-off-by: Bo Ugh <bo@example.com>\n\n",
    "Subject\n\nBody\n\nCo-authored-by: Cy <cy@example.com>\nSigned-off-by: Bo Ugh <bo@example.com>",
    "Subject\n\nA sentence: with a colon,\nand one without.",
    "  Subject  \n\n\n\n# no remark\nBody\n\n",
    "Subject\n\nTicket: ABC-1\n continued",
];

#[test]
fn trailers_are_those_of_git() {
    let home = home();
    for (number, message) in MESSAGES.iter().enumerate() {
        let work = home.path().join(number.to_string());
        ready(&work);
        std::fs::write(home.path().join("message"), format!("{message}\n")).unwrap();
        let theirs = command(&work)
            .args(["interpret-trailers", "--if-exists=addIfDifferent"])
            .args(["--trailer", "Co-authored-by: Cy <cy@example.com>", "--trailer", "Co-authored-by: Dé <de@example.com>"])
            .args(["--trailer", "Signed-off-by: Bo Ugh <bo@example.com>", "../message"])
            .output()
            .unwrap();
        let theirs = String::from_utf8(theirs.stdout).unwrap();
        std::fs::write(home.path().join("message"), theirs).unwrap();
        let theirs = git(&work, &["commit-tree", "HEAD^{tree}", "-F", "../message"]);
        let theirs = git(&work, &["log", "-1", "--format=%B", &theirs]);
        let co_authors = vec![person("Cy", "cy@example.com"), person("Dé", "de@example.com"), person("Cyrus", "CY@example.com")];
        open(&work).commit_changes(&CommitDraft { co_authors, sign_off: true, ..draft(message) }, None, None).unwrap();
        let ours = git(&work, &["log", "-1", "--format=%B"]);
        let squeezed = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        assert_eq!(squeezed(&ours), squeezed(&theirs), "{message:?}");
        let parsed = |text: &str| {
            std::fs::write(home.path().join("message"), text).unwrap();
            git(&work, &["interpret-trailers", "--parse", "../message"])
        };
        assert_eq!(parsed(&format!("{ours}\n")), parsed(&format!("{theirs}\n")), "{message:?}");
    }
}

#[test]
fn a_co_author_is_a_name_and_an_address() {
    let home = home();
    ready(home.path());
    for (name, email) in [("", "a@b"), ("Ann", " "), ("Ann\nEvil: x", "a@b"), ("Ann", "a@b>\n<c"), ("An<n", "a@b")] {
        let co_authors = vec![person(name, email)];
        let refused = open(home.path()).commit_changes(&CommitDraft { co_authors, ..draft("x") }, None, None);
        assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "coAuthors"), "{name:?} {email:?}");
    }
    let signed_off = CommitDraft { sign_off: true, ..draft(" \n") };
    let empty = open(home.path()).commit_changes(&signed_off, None, None);
    assert!(matches!(empty, Err(Error::Invalid { field, .. }) if field == "message"), "trailers alone are no message");
}

#[test]
fn they_are_cleaned_up_as_configured() {
    let home = home();
    let message = "  Subject  \n\n\n\n; semi\n# hash\nBody \n# ------------------------ >8 ------------------------\nbelow\n\n";
    for mode in ["", "default", "strip", "whitespace", "verbatim", "scissors"] {
        for mark in ["", ";", "#"] {
            let work = home.path().join(format!("{mode}{}", mark.len() + usize::from(mark == ";")));
            ready(&work);
            for (key, value) in [("commit.cleanup", mode), ("core.commentChar", mark)] {
                if !value.is_empty() {
                    git(&work, &["config", key, value]);
                }
            }
            let twin = crate::support::trees::twin(&work);
            open(&work).commit_changes(&draft(message), None, None).unwrap();
            git(&twin, &["commit", "-q", "-m", message]);
            let text = |folder: &Path| command(folder).args(["cat-file", "commit", "HEAD"]).output().unwrap().stdout;
            let body = |folder: &Path| String::from_utf8(text(folder)).unwrap().split_once("\n\n").unwrap().1.to_owned();
            // `git commit -m` ends a message with a line end of its own.
            assert_eq!(body(&work).trim_end_matches('\n'), body(&twin).trim_end_matches('\n'), "{mode:?} {mark:?}");
        }
    }
}

#[test]
fn templates_are_shown_as_an_editor_would_leave_them() {
    let home = home();
    let work = home.path().join("work");
    ready(&work);
    std::fs::write(work.join("template"), "Area: \n\n# Say why.\n").unwrap();
    git(&work, &["config", "commit.template", "template"]);
    let prepared = || open(&work).commit_outlook(&person("Bo", "bo@example.com"), &Vec::new).unwrap().prepared_message;
    assert_eq!(prepared().as_deref(), Some("Area:\n"));
    git(&work, &["config", "commit.cleanup", "whitespace"]);
    assert_eq!(prepared().as_deref(), Some("Area: \n\n# Say why.\n"));
    git(&work, &["config", "commit.cleanup", "scissors"]);
    std::fs::write(work.join("template"), "Area\n# ------------------------ >8 ------------------------\nbelow\n").unwrap();
    assert_eq!(prepared().as_deref(), Some("Area\n"));
    git(&work, &["config", "--unset", "commit.cleanup"]);
    git(&work, &["config", "core.commentChar", ";"]);
    std::fs::write(work.join("template"), "; remark\n#12: it\n").unwrap();
    assert_eq!(prepared().as_deref(), Some("#12: it\n"));
    // A pipe would be waited for, a folder is nothing.
    git(&work, &["config", "commit.template", "/dev/null"]);
    assert_eq!(prepared(), None);
}

/// A repository that came in an archive may bring links in the place of Git's own small files.
#[test]
fn nothing_goes_through_a_planted_link() {
    let home = home();
    let mine = home.path().join("mine");
    for name in ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG"] {
        let work = home.path().join(name);
        ready(&work);
        std::fs::write(&mine, "private\n").unwrap();
        let _ = std::fs::remove_file(work.join(".git").join(name));
        symlink(&mine, work.join(".git").join(name)).unwrap();
        let hook = work.join(".git/hooks/commit-msg");
        std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
        std::fs::write(&hook, "#!/bin/sh\necho Checked >> \"$1\"\n").unwrap();
        std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let opened = open(&work);
        let outlook = opened.commit_outlook(&person("Bo", "bo@example.com"), &Vec::new).unwrap();
        assert_eq!(outlook.prepared_message, None, "{name} is not read");
        let environment = vec![("PATH".into(), std::env::var_os("PATH").unwrap())];
        let run = HookRun { environment, cancel: net::Cancel::new(), ear: &|_, _| () };
        opened.commit_changes(&draft("Subject"), Some(&run), None).unwrap();
        assert_eq!(git(&work, &["log", "-1", "--format=%B"]), "Subject\nChecked");
        let step = opened.undo_steps().unwrap().done[0].number;
        opened.undo(step).unwrap();
        opened.redo(step).unwrap();
        assert_eq!(std::fs::read_to_string(&mine).unwrap(), "private\n", "{name} is not written");
        let objects = command(&work).args(["cat-file", "--batch-all-objects", "--batch"]).output().unwrap().stdout;
        assert!(!String::from_utf8_lossy(&objects).contains("private"), "{name} is not kept");
    }
    // A merge that is undone writes its message anew: not through a link that came meanwhile.
    let work = home.path().join("merge");
    init(&work);
    commit(&work, "file", "a\n", "Begin");
    git(&work, &["checkout", "-q", "-b", "side"]);
    commit(&work, "side", "s\n", "Side");
    git(&work, &["checkout", "-q", "-"]);
    commit(&work, "main", "m\n", "Main");
    git(&work, &["merge", "--no-ff", "--no-commit", "-q", "side"]);
    let opened = open(&work);
    opened.stage(&Choice::All).unwrap();
    opened.commit_changes(&draft("Merge"), None, None).unwrap();
    symlink(&mine, work.join(".git/MERGE_MSG")).unwrap();
    opened.undo(opened.undo_steps().unwrap().done[0].number).unwrap();
    assert_eq!(std::fs::read_to_string(&mine).unwrap(), "private\n");
    assert!(work.join(".git/MERGE_HEAD").exists());
}
