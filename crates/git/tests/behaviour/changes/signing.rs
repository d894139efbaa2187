//! Signatures, made by real programs with real keys, and judged by stock `git`.

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use git::{Choice, CommitDraft, Error, Programs, Repository, Verdict};

use super::open;
use crate::support::git::{command, commit, git, init};
use crate::support::{home, wait_for};

/// Says plainly where a part can't be tried.
#[expect(clippy::print_stderr, reason = "a test that did nothing must not look like one that passed")]
fn has(program: &str) -> bool {
    let there = std::env::split_paths(&std::env::var_os("PATH").unwrap()).any(|folder| folder.join(program).is_file());
    if !there {
        eprintln!("skipped: this machine has no {program}");
    }
    there
}

/// A person with a home of their own.
struct Person {
    home: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        Self { home: home() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn environment(&self) -> Vec<(OsString, OsString)> {
        let home = self.home.path().as_os_str().to_owned();
        vec![
            ("PATH".into(), std::env::var_os("PATH").unwrap()),
            ("HOME".into(), home),
            ("GNUPGHOME".into(), self.path("gnupg").into()),
        ]
    }

    fn programs(&self, trusted: bool) -> Programs {
        Programs { environment: self.environment(), cancel: net::Cancel::new(), limit: None, trusted }
    }

    fn run(&self, program: &str, words: &[&str]) -> String {
        let output = Command::new(program).args(words).env_clear().envs(self.environment()).output().unwrap();
        assert!(output.status.success(), "{program} {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// A repository with a staged change.
    fn ready(&self, name: &str, settings: &[(&str, &str)]) -> (PathBuf, Repository) {
        let work = self.path(name);
        init(&work);
        commit(&work, "file", "a\n", "Begin");
        for (key, value) in settings {
            git(&work, &["config", key, value]);
        }
        std::fs::write(work.join("file"), "b\n").unwrap();
        let opened = open(&work);
        opened.stage(&Choice::All).unwrap();
        (work, opened)
    }

    /// A key of `gpg`, known by this address; it is ended with the person.
    fn gpg_key(&self, email: &str) -> String {
        if !self.path("gnupg").exists() {
            std::fs::create_dir(self.path("gnupg")).unwrap();
            std::fs::set_permissions(self.path("gnupg"), PermissionsExt::from_mode(0o700)).unwrap();
        }
        let name = format!("Bo <{email}>");
        self.run("gpg", &["--batch", "--passphrase", "", "--quick-gen-key", &name, "ed25519", "sign", "never"]);
        let listed = self.run("gpg", &["--list-keys", "--with-colons", email]);
        listed.lines().find_map(|line| line.strip_prefix("fpr:")).unwrap().trim_matches(':').to_owned()
    }

    fn ssh_key(&self, name: &str, passphrase: &str) -> PathBuf {
        let path = self.path(name);
        self.run("ssh-keygen", &["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path.to_str().unwrap()]);
        path
    }

    /// What stock `git` says of the last commit: its verdict and the signer.
    fn judged(&self, work: &Path, settings: &[&str]) -> (bool, String) {
        let mut words: Vec<&str> = settings.iter().flat_map(|setting| ["-c", setting]).collect();
        words.extend(["verify-commit", "--raw", "HEAD"]);
        let output = command(work).args(words).envs(self.environment()).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        if self.path("gnupg").exists() {
            let _ = Command::new("gpgconf").args(["--kill", "all"]).env("GNUPGHOME", self.path("gnupg")).status();
        }
    }
}

fn draft(amend: bool) -> CommitDraft {
    let author = ("Bo".into(), "bo@example.com".into());
    CommitDraft { message: "Subject\n\nGrüße".into(), amend, author, ..CommitDraft::default() }
}

fn program(path: &Path, script: &str) {
    std::fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn by_gpg_are_accepted_by_git_and_undone_like_others() {
    if !has("gpg") {
        return;
    }
    let bo = Person::new();
    let key = bo.gpg_key("bo@example.com");
    // Found by who commits.
    let (work, opened) = bo.ready("work", &[]);
    let before = git(&work, &["rev-parse", "HEAD"]);
    let id = opened.commit_changes(&draft(false), None, Some(&bo.programs(false))).unwrap();
    let (good, said) = bo.judged(&work, &[]);
    assert!(good && said.contains("GOODSIG") && said.contains(&key), "{said}");
    assert_eq!(git(&work, &["log", "-1", "--format=%B"]), "Subject\n\nGrüße");
    git(&work, &["fsck", "--strict"]);
    let check = opened.check_signature(&id, &bo.programs(false)).unwrap();
    assert_eq!((check.verdict, check.signer.as_deref()), (Verdict::Good, Some("Bo <bo@example.com>")));
    assert_eq!(check.key.as_deref(), Some(key.as_str()));
    // An amended one is signed anew, by the key that is set.
    let other = bo.gpg_key("other@example.com");
    git(&work, &["config", "user.signingkey", &other]);
    opened.commit_changes(&draft(true), None, Some(&bo.programs(false))).unwrap();
    assert!(bo.judged(&work, &[]).1.contains(&other));
    let steps = opened.undo_steps().unwrap().done;
    opened.undo(steps[1].number).unwrap();
    assert_eq!((git(&work, &["rev-parse", "HEAD"]), git(&work, &["diff", "--cached", "--name-only"])), (before, "file".into()));
    opened.redo(steps[0].number).unwrap();
    assert!(bo.judged(&work, &[]).0);
    // Whoever has the key but does not know whose it is.
    let stranger = Person::new();
    let exported = bo.run("gpg", &["--export", "--armor"]);
    stranger.gpg_key("else@example.com");
    let head = git(&work, &["rev-parse", "HEAD"]);
    let look = || opened.check_signature(&head, &stranger.programs(false)).unwrap();
    assert_eq!(look().verdict, Verdict::UnknownKey);
    std::fs::write(stranger.path("keys"), exported).unwrap();
    stranger.run("gpg", &["--import", stranger.path("keys").to_str().unwrap()]);
    assert_eq!(look().verdict, Verdict::Uncertified);
}

#[test]
fn by_certificates_are_accepted_by_git() {
    if !has("gpgsm") {
        return;
    }
    let bo = Person::new();
    let keys = bo.path("gnupg");
    std::fs::create_dir(&keys).unwrap();
    std::fs::set_permissions(&keys, PermissionsExt::from_mode(0o700)).unwrap();
    // Nobody can be asked, on no network.
    std::fs::write(keys.join("gpgsm.conf"), "batch\ndisable-crl-checks\npinentry-mode loopback\npassphrase-fd 0\n").unwrap();
    std::fs::write(keys.join("gpg-agent.conf"), "allow-loopback-pinentry\n").unwrap();
    let wanted = "Key-Type: RSA\nKey-Length: 2048\nKey-Usage: sign\nSerial: random\nName-DN: CN=Bo\nName-Email: bo@example.com\n";
    std::fs::write(bo.path("wanted"), wanted).unwrap();
    let file = |name: &str| bo.path(name).to_str().unwrap().to_owned();
    bo.run("gpgsm", &["--gen-key", "--output", &file("certificate"), &file("wanted")]);
    std::fs::write(keys.join("gpgsm.conf"), "batch\ndisable-crl-checks\n").unwrap();
    bo.run("gpgsm", &["--import", &file("certificate")]);
    let listed = bo.run("gpgsm", &["--list-keys", "--with-colons"]);
    let print = listed.lines().find_map(|line| line.strip_prefix("fpr:")).unwrap().trim_matches(':').split(':').next().unwrap();
    std::fs::write(keys.join("trustlist.txt"), format!("{print} S relax\n")).unwrap();
    bo.run("gpgconf", &["--reload", "gpg-agent"]);
    let (work, opened) = bo.ready("work", &[("gpg.format", "x509"), ("user.signingkey", "bo@example.com")]);
    let id = opened.commit_changes(&draft(false), None, Some(&bo.programs(false))).unwrap();
    let (good, said) = bo.judged(&work, &[]);
    assert!(good && said.contains("GOODSIG"), "{said}");
    let check = opened.check_signature(&id, &bo.programs(false)).unwrap();
    assert_eq!((check.verdict, check.signer.as_deref()), (Verdict::Good, Some("/CN=Bo")));
}

#[test]
fn that_do_not_fit_are_bad() {
    if !has("gpg") {
        return;
    }
    let bo = Person::new();
    bo.gpg_key("bo@example.com");
    let (work, opened) = bo.ready("work", &[]);
    opened.commit_changes(&draft(false), None, Some(&bo.programs(false))).unwrap();
    let forged = git(&work, &["cat-file", "commit", "HEAD"]).replace("Subject", "Forged");
    std::fs::write(work.join("forged"), forged + "\n").unwrap();
    let forged = git(&work, &["hash-object", "-t", "commit", "-w", "forged"]);
    let check = |id: &str| opened.check_signature(id, &bo.programs(false)).unwrap().verdict;
    assert_eq!(check(&forged), Verdict::Bad);
    assert_eq!(check(&git(&work, &["rev-parse", "HEAD~"])), Verdict::None);
    assert!(matches!(opened.check_signature(&"1".repeat(40), &bo.programs(false)), Err(Error::NotFound { .. })));
}

#[test]
fn by_ssh_keys_are_accepted_by_git() {
    let bo = Person::new();
    let key = bo.ssh_key("key", "");
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let settings = [("gpg.format", "ssh"), ("user.signingkey", "~/key")];
    let (work, opened) = bo.ready("work", &settings);
    let id = opened.commit_changes(&draft(false), None, Some(&bo.programs(false))).unwrap();
    let signers = bo.path("signers");
    std::fs::write(&signers, format!("bo@example.com {public}")).unwrap();
    let allowed = format!("gpg.ssh.allowedSignersFile={}", signers.display());
    let (good, said) = bo.judged(&work, &[&allowed]);
    assert!(good && said.contains("bo@example.com"), "{said}");
    // The list that the repository's own configuration names is not asked.
    git(&work, &["config", "gpg.ssh.allowedSignersFile", signers.to_str().unwrap()]);
    let check = opened.check_signature(&id, &bo.programs(true)).unwrap();
    assert!(check.verdict == Verdict::UnknownKey && check.key.is_some_and(|key| key.starts_with("SHA256:")));
    // A literal key, whose private half is with an agent that is not there.
    git(&work, &["config", "user.signingkey", &format!("key::{}", public.trim_end())]);
    let failed = opened.commit_changes(&draft(true), None, Some(&bo.programs(false)));
    assert!(
        matches!(&failed, Err(Error::Signing { program, output }) if program == "ssh-keygen" && !output.is_empty()),
        "{failed:?}"
    );
    assert_eq!(git(&work, &["rev-parse", "HEAD"]), id);
}

/// Not a test: checks with a list of allowed signers in the person's own configuration, which is read once in a process.
#[test]
#[ignore = "started by the test below"]
fn checking_child() {
    let [work, id] = ["BOUGH_TEST_WORK", "BOUGH_TEST_COMMIT"].map(|name| std::env::var(name).unwrap());
    git::start();
    let environment = ["PATH", "HOME"].map(|name| (name.into(), std::env::var_os(name).unwrap())).to_vec();
    let programs = Programs { environment, cancel: net::Cancel::new(), limit: None, trusted: false };
    let check = open(Path::new(&work)).check_signature(&id, &programs).unwrap();
    std::fs::write(Path::new(&work).join("verdict"), format!("{:?} {}", check.verdict, check.signer.unwrap_or_default()))
        .unwrap();
}

#[test]
fn by_ssh_keys_are_held_against_the_persons_own_list() {
    let bo = Person::new();
    let key = bo.ssh_key("key", "");
    let (work, opened) = bo.ready("work", &[("gpg.format", "ssh"), ("user.signingkey", key.to_str().unwrap())]);
    let id = opened.commit_changes(&draft(false), None, Some(&bo.programs(false))).unwrap();
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    std::fs::write(bo.path(".gitconfig"), "[gpg \"ssh\"]\n\tallowedSignersFile = ~/signers\n").unwrap();
    let verdict = |line: &str| {
        std::fs::write(bo.path("signers"), line).unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "changes::signing::checking_child", "--ignored", "--nocapture"])
            .env_clear()
            .envs(bo.environment())
            .envs([("BOUGH_TEST_WORK", work.as_os_str()), ("BOUGH_TEST_COMMIT", OsString::from(&id).as_os_str())])
            .output()
            .unwrap();
        assert!(child.status.success(), "{child:?}");
        std::fs::read_to_string(work.join("verdict")).unwrap()
    };
    assert_eq!(verdict(&format!("bo@example.com {public}")), "Good bo@example.com");
    assert_eq!(verdict(&format!("bo@example.com valid-before=\"20200101\" {public}")), "UnknownKey ");
    assert_eq!(verdict(&format!("bo@example.com namespaces=\"file\" {public}")), "UnknownKey ");
    assert_eq!(verdict(""), "UnknownKey ");
    let revoked = "[gpg \"ssh\"]\n\tallowedSignersFile = ~/signers\n\trevocationFile = ~/key.pub\n";
    std::fs::write(bo.path(".gitconfig"), revoked).unwrap();
    assert_eq!(verdict(&format!("bo@example.com {public}")), "Revoked bo@example.com");
}

#[test]
fn programs_of_a_repository_run_only_where_it_is_trusted() {
    let bo = Person::new();
    let ran = bo.path("ran");
    let evil = bo.path("evil");
    program(&evil, &format!("touch '{}'; echo 'own words' >&2; exit 1", ran.display()));
    // Without a home there is no other program than the repository's: whatever else runs would fail, and does.
    for (format, key) in
        [("openpgp", "gpg.program"), ("openpgp", "gpg.openpgp.program"), ("ssh", "gpg.ssh.program"), ("x509", "gpg.x509.program")]
    {
        let settings = [("gpg.format", format), (key, evil.to_str().unwrap()), ("user.signingkey", "nobody")];
        let (work, opened) = bo.ready(key, &settings);
        let head = git(&work, &["rev-parse", "HEAD"]);
        let untrusted = opened.commit_changes(&draft(false), None, Some(&bo.programs(false)));
        assert!(matches!(untrusted, Err(Error::Signing { .. })), "{key}: {untrusted:?}");
        assert!(!ran.exists(), "{key}");
        let trusted = opened.commit_changes(&draft(false), None, Some(&bo.programs(true)));
        assert!(matches!(&trusted, Err(Error::Signing { output, .. }) if output.contains("own words")), "{key}: {trusted:?}");
        assert!(ran.exists(), "{key}");
        std::fs::remove_file(&ran).unwrap();
        assert_eq!((git(&work, &["rev-parse", "HEAD"]), opened.undo_steps().unwrap().done.len()), (head, 1));
        // Checking never does, trusted or not.
        let looked = opened.check_signature(&git(&work, &["rev-parse", "HEAD"]), &bo.programs(true)).unwrap();
        assert!(looked.verdict == Verdict::None && !ran.exists());
    }
    let (_, opened) = bo.ready("command", &[("gpg.format", "ssh"), ("gpg.ssh.defaultKeyCommand", evil.to_str().unwrap())]);
    let untrusted = opened.commit_changes(&draft(false), None, Some(&bo.programs(false)));
    assert!(matches!(&untrusted, Err(Error::Invalid { field, .. }) if field == "signing"), "{untrusted:?}");
    assert!(!ran.exists());
    assert!(opened.commit_changes(&draft(false), None, Some(&bo.programs(true))).is_err() && ran.exists());
}

#[test]
fn the_key_may_come_from_a_command() {
    let bo = Person::new();
    let key = bo.ssh_key("key", "");
    let agent = Command::new("ssh-agent").args(["-D", "-a", bo.path("agent").to_str().unwrap()]).spawn().unwrap();
    let agent = Ended(agent);
    wait_for("the agent", || bo.path("agent").exists());
    let mut programs = bo.programs(true);
    programs.environment.push(("SSH_AUTH_SOCK".into(), bo.path("agent").into()));
    let add = Command::new("ssh-add").arg(&key).env("SSH_AUTH_SOCK", bo.path("agent")).output().unwrap();
    assert!(add.status.success(), "{add:?}");
    std::fs::remove_file(&key).unwrap();
    let (work, opened) = bo.ready("work", &[("gpg.format", "ssh"), ("gpg.ssh.defaultKeyCommand", "ssh-add -L")]);
    opened.commit_changes(&draft(false), None, Some(&programs)).unwrap();
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    std::fs::write(bo.path("signers"), format!("bo@example.com {public}")).unwrap();
    assert!(bo.judged(&work, &[&format!("gpg.ssh.allowedSignersFile={}", bo.path("signers").display())]).0);
    drop(agent);
}

/// A child that ends with the test.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn without_one_nothing_is_committed() {
    let bo = Person::new();
    let (work, opened) = bo.ready("work", &[("gpg.program", "no-such-program"), ("user.signingkey", "nobody")]);
    let refused = |programs: &Programs| opened.commit_changes(&draft(false), None, Some(programs));
    let missing = refused(&bo.programs(true));
    assert!(matches!(&missing, Err(Error::Signing { program, .. }) if program == "no-such-program"), "{missing:?}");
    // One that only claims to have signed.
    for script in
        ["echo signature", "echo signature; echo '[GNUPG:] SIG_CREATED ' >&2; exit 1", "echo '[GNUPG:] SIG_CREATED ' >&2"]
    {
        program(&bo.path("liar"), script);
        git(&work, &["config", "gpg.program", bo.path("liar").to_str().unwrap()]);
        assert!(matches!(refused(&bo.programs(true)), Err(Error::Signing { .. })), "{script}");
    }
    for key in ["--output=x", "a\nb"] {
        git(&work, &["config", "user.signingkey", key]);
        assert!(matches!(refused(&bo.programs(true)), Err(Error::Invalid { field, .. }) if field == "signing"));
    }
    git(&work, &["config", "gpg.format", "pigeon"]);
    assert!(matches!(refused(&bo.programs(true)), Err(Error::Invalid { field, .. }) if field == "signing"));
    assert_eq!((git(&work, &["rev-list", "--count", "HEAD"]), opened.undo_steps().unwrap().done.len()), ("1".into(), 1));
}

#[test]
fn one_that_waits_is_ended_and_the_index_is_free_meanwhile() {
    let bo = Person::new();
    let begun = bo.path("begun");
    program(&bo.path("slow"), &format!("touch '{}'; sleep 100", begun.display()));
    let settings = [("gpg.program", bo.path("slow")), ("user.signingkey", "me".into())];
    let (work, opened) = bo.ready("work", &settings.each_ref().map(|(key, value)| (*key, value.to_str().unwrap())));
    let programs = bo.programs(true);
    let outcome = std::thread::scope(|scope| {
        let committing = scope.spawn(|| opened.commit_changes(&draft(false), None, Some(&programs)));
        wait_for("the program", || begun.exists());
        std::fs::write(work.join("other"), "x\n").unwrap();
        opened.stage(&Choice::All).unwrap();
        programs.cancel.cancel();
        committing.join().unwrap()
    });
    assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
    assert_eq!(git(&work, &["rev-list", "--count", "HEAD"]), "1");
    assert_eq!(git(&work, &["diff", "--cached", "--name-only"]), "file\nother");
}

#[test]
fn a_branch_that_moved_meanwhile_is_not_overwritten() {
    let bo = Person::new();
    let work = bo.path("work");
    let script =
        format!("git -C '{}' commit -q --allow-empty -m Theirs; echo sig; echo '[GNUPG:] SIG_CREATED ' >&2", work.display());
    program(&bo.path("busy"), &script);
    let (_, opened) = bo.ready("work", &[("user.name", "Bo"), ("user.email", "bo@example.com"), ("user.signingkey", "me")]);
    git(&work, &["config", "gpg.program", bo.path("busy").to_str().unwrap()]);
    let outcome = opened.commit_changes(&draft(false), None, Some(&bo.programs(true)));
    assert!(matches!(outcome, Err(Error::Moved { .. })), "{outcome:?}");
    assert_eq!(git(&work, &["log", "-1", "--format=%s"]), "Theirs");
}
