//! `bough status`, `commit` and `undo` in a repository made by stock `git`.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod desk;

use std::path::Path;
use std::process::Command;

use desk::Desk;

fn git(folder: &Path, words: &[&str]) -> String {
    let output = Command::new("git")
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.com")])
        .envs([("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "ada@example.com")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

#[test]
fn status_commit_and_undo() {
    let desk = Desk::new();
    let work = desk.path("work");
    git(&work, &["init", "-q", "-b", "main"]);
    std::fs::write(work.join("file"), "a\n").unwrap();
    git(&work, &["add", "."]);
    git(&work, &["commit", "-q", "-m", "Begin"]);
    let begin = git(&work, &["rev-parse", "HEAD"]);
    assert!(desk.bough(&["status"]).out.contains("On main.\nNothing has changed."));
    std::fs::write(work.join("file"), "b\n").unwrap();
    std::fs::write(work.join("evil\nname\u{1b}[2J"), "x\n").unwrap();
    let said = desk.bough(&["status"]);
    assert!(said.out.contains("changed      file  +1 −1"), "{said:?}");
    assert!(said.out.contains("new          evil\\nname\\u{1b}[2J"), "{said:?}");
    assert_eq!(desk.bough(&["status", "--json"]).json()["unstaged"]["total"], 2);
    assert_eq!(desk.bough(&["undo"]).code, 5);
    assert_eq!(desk.bough(&["commit", "-m", "x"]).code, 2, "nobody is known yet who commits");
    desk.bough(&["profiles", "add", "Work", "--author", "Ada", "--email", "ada@work.example"]);
    desk.bough(&["profiles", "use", "Work"]);
    assert_eq!(desk.bough(&["commit", "-m", "x"]).code, 2, "nothing is staged yet");
    let said = desk.bough(&["commit", "--all", "-m", "Second"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(git(&work, &["log", "-1", "--format=%an <%ae> %s"]), "Ada <ada@work.example> Second");
    assert!(desk.bough(&["undo", "--list"]).out.contains("commit “Second”"));
    assert!(desk.bough(&["undo"]).out.contains("Undone: commit “Second”."));
    assert_eq!(git(&work, &["rev-parse", "HEAD"]), begin);
    assert!(desk.bough(&["undo", "--redo"]).out.contains("Done again"));
    assert_eq!(git(&work, &["log", "-1", "--format=%s"]), "Second");
    assert_eq!(desk.bough(&["status", "--folder", "/nowhere"]).code, 5);
}

#[test]
fn files_of_lfs_are_marked_and_fetched() {
    let desk = Desk::new();
    let source = desk.path("work");
    let oid = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    git(&source, &["init", "-q", "-b", "main"]);
    std::fs::write(source.join(".gitattributes"), "*.bin filter=lfs -text\n").unwrap();
    std::fs::write(source.join("big.bin"), format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 5\n"))
        .unwrap();
    git(&source, &["add", "."]);
    git(&source, &["commit", "-q", "-m", "Begin"]);
    let clone = desk.path("clone");
    let folder = clone.to_str().unwrap();
    let said = desk.bough(&["clone", source.to_str().unwrap(), folder]);
    assert!(said.code == 0 && said.err.contains("LFS are missing") && said.err.contains("bough lfs fetch"), "{said:?}");
    assert!(desk.bough(&["status", "--folder", folder]).out.contains("Files of Git LFS are missing (1)"));
    assert_eq!(desk.bough(&["lfs", "fetch", "--folder", folder]).code, 5);
    let objects = source.join(".git/lfs/objects/2c/f2");
    std::fs::create_dir_all(&objects).unwrap();
    std::fs::write(objects.join(oid), "hello").unwrap();
    let said = desk.bough(&["lfs", "fetch", "--folder", folder]);
    assert!(said.code == 0 && said.out.contains("All files of Git LFS are here."), "{said:?}");
    assert_eq!(std::fs::read_to_string(clone.join("big.bin")).unwrap(), "hello");
    std::fs::write(clone.join("big.bin"), "changed").unwrap();
    let said = desk.bough(&["status", "--folder", folder]);
    assert!(said.out.contains("changed      big.bin  lfs 7 B"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn hooks_are_asked_for_and_heard() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let work = desk.path("work");
    git(&work, &["init", "-q", "-b", "main"]);
    desk.bough(&["profiles", "add", "Work", "--author", "Ada", "--email", "ada@work.example"]);
    desk.bough(&["profiles", "use", "Work"]);
    let hook = work.join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho spelling; exit 1\n").unwrap();
    std::fs::set_permissions(&hook, PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::write(work.join("file"), "a\n").unwrap();
    let said = desk.bough(&["commit", "--all", "-m", "First"]);
    assert_eq!((said.code, said.err.contains("hooks")), (2, true), "{said:?}");
    let said = desk.bough(&["commit", "--trust", "-m", "First"]);
    assert!(said.code == 16 && said.err.contains("spelling\n") && said.err.contains("pre-commit said no"), "{said:?}");
    assert_eq!(desk.bough(&["commit", "--no-verify", "-m", "First"]).code, 0);
    assert_eq!(git(&work, &["log", "--format=%s"]), "First");
}

#[test]
fn the_activity_log_lists_what_was_done() {
    let desk = Desk::new();
    let work = desk.path("work");
    assert!(desk.bough(&["activity"]).out.contains("Nothing was done yet"));
    git(&work, &["init", "-q", "-b", "main"]);
    desk.bough(&["profiles", "add", "Work", "--author", "Ada", "--email", "ada@work.example"]);
    desk.bough(&["profiles", "use", "Work"]);
    std::fs::write(work.join("file\u{1b}[2J"), "a\n").unwrap();
    desk.bough(&["commit", "-m", "none"]);
    desk.bough(&["commit", "--all", "-m", "it's one"]);
    desk.bough(&["undo"]);
    let said = desk.bough(&["activity", "--json", "-n", "2"]);
    assert_eq!((said.json()["total"].as_u64(), said.json()["items"].as_array().unwrap().len()), (Some(6), 2), "{said:?}");
    let said = desk.bough(&["activity", "commit"]).out;
    assert!(said.contains("commit it's one  [work]  done in"), "{said}");
    assert!(said.contains("    git commit --message='it'\\''s one'"), "{said}");
    assert!(said.contains("commit none  [work]  failed in"), "{said}");
    assert!(said.contains("undo: commit “it's one”  [work]  done in"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(desk.bough(&["activity", "zebra"]).out.contains("Nothing was done yet that fits."));
}

#[cfg(unix)]
#[test]
fn commits_are_signed_as_configured_or_as_said() {
    let desk = Desk::new();
    let work = desk.path("work");
    git(&work, &["init", "-q", "-b", "main"]);
    desk.bough(&["profiles", "add", "Work", "--author", "Ada", "--email", "ada@work.example"]);
    desk.bough(&["profiles", "use", "Work"]);
    let key = |name: &str, passphrase: &str| {
        let path = desk.path("home").join(name);
        let words = ["-q", "-t", "ed25519", "-N", passphrase, "-f"];
        assert!(Command::new("ssh-keygen").args(words).arg(&path).status().unwrap().success());
        std::fs::read_to_string(path.with_extension("pub")).unwrap()
    };
    let (open, _locked) = (key("open", ""), key("locked", "a passphrase"));
    std::fs::write(desk.path("home/signers"), format!("ada@work.example {open}")).unwrap();
    let settings = "[commit]\n\tgpgsign = true\n[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tallowedSignersFile = ~/signers\n\
        [user]\n\tsigningkey = ~/open\n";
    std::fs::write(desk.path("home/.gitconfig"), settings).unwrap();
    let verdict = || {
        let id = desk.bough(&["call", "list_repositories", "{}"]).json()[0]["id"].clone();
        let head = git(&work, &["rev-parse", "HEAD"]);
        desk.bough(&["call", "check_signature", &serde_json::json!({ "id": id, "commit": head }).to_string()]).json()
    };
    std::fs::write(work.join("file"), "a\n").unwrap();
    let co_author = ["--co-author", "Bo <bo@example.com>", "--signoff"];
    let said = desk.bough(&[&["commit", "--all", "-m", "First"], &co_author[..]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let trailers = "Co-authored-by: Bo <bo@example.com>\nSigned-off-by: Ada <ada@work.example>";
    assert_eq!(git(&work, &["log", "-1", "--format=%B"]), format!("First\n\n{trailers}"));
    let signed = verdict();
    assert_eq!((signed["verdict"].as_str(), signed["signer"].as_str()), (Some("good"), Some("ada@work.example")));
    assert_eq!(desk.bough(&["commit", "--amend", "-m", "First", "--no-sign"]).code, 0);
    assert_eq!(verdict()["verdict"], "none");
    assert_eq!(desk.bough(&["commit", "--amend", "-m", "x", "--co-author", "Bo"]).code, 2);
    // Nobody is there to type the passphrase: it says so instead of waiting.
    git(&work, &["config", "user.signingkey", "~/locked"]);
    let said = desk.bough(&["commit", "--amend", "-m", "Locked"]);
    assert!(said.code == 17 && said.err.contains("ssh-keygen did not sign") && said.err.contains("--no-sign"), "{said:?}");
    assert_eq!(git(&work, &["log", "-1", "--format=%s"]), "First");
}

#[test]
fn branches_and_commits_are_checked_out() {
    let desk = Desk::new();
    let work = desk.path("work");
    git(&work, &["init", "-q", "-b", "main"]);
    std::fs::write(work.join("file"), "1\n").unwrap();
    git(&work, &["add", "."]);
    git(&work, &["commit", "-q", "-m", "One"]);
    git(&work, &["checkout", "-q", "-b", "topic"]);
    std::fs::write(work.join("file"), "2\n").unwrap();
    git(&work, &["commit", "-qam", "Two"]);
    assert!(desk.bough(&["checkout", "main"]).out.starts_with("On main now, at "));
    assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "1\n");
    std::fs::write(work.join("file"), "mine\n").unwrap();
    let said = desk.bough(&["checkout", "topic"]);
    assert!(said.code != 0 && said.err.contains("file"), "{said:?}");
    assert_eq!(std::fs::read_to_string(work.join("file")).unwrap(), "mine\n");
    git(&work, &["checkout", "-q", "file"]);
    let short = &git(&work, &["rev-parse", "topic"])[..7];
    assert!(desk.bough(&["checkout", short]).out.starts_with("On no branch now, at "));
    assert!(desk.bough(&["undo", "--list"]).out.contains("check out the commit "));
    assert!(desk.bough(&["undo"]).out.contains("Undone: check out the commit "));
    assert_eq!(git(&work, &["symbolic-ref", "HEAD"]), "refs/heads/main");
    let said = desk.bough(&["checkout", "topic", "--worktree"]);
    assert!(said.out.contains("The work tree is ") && said.out.contains("work.topic"), "{said:?}");
    assert_eq!(std::fs::read_to_string(work.with_file_name("work.topic").join("file")).unwrap(), "2\n");
    assert_eq!(desk.bough(&["checkout", "nothing"]).code, 5);
}
