//! Checking out against stock `git switch`: two twins, one acted on by `git`, the other by us, must end the same, also where
//! both refuse; and what only we promise: names of what is in the way, one step back, nothing lost.

mod branches;
mod hostile;
mod steps;

use std::path::Path;
use std::sync::Arc;

use git::{CheckedOut, CheckoutRun, Destination, Error, Repository};

use crate::changes::{config, enough, open, seeds};
use crate::support::corpus::Dice;
use crate::support::git::{bytes, command, commit, git, init};
use crate::support::home;
use crate::support::trees::{self, Snapshot, assert_same, twin};

/// A run that nobody listens to.
fn quiet() -> CheckoutRun<'static> {
    CheckoutRun { cancel: net::Cancel::new(), progress: Arc::new(|_| {}), hooks: None }
}

fn branch(name: &str) -> Destination {
    Destination::Branch { name: name.to_owned() }
}

pub fn go(repository: &Repository, name: &str) -> Result<CheckedOut, Error> {
    repository.check_out(&branch(name), &quiet())
}

/// Gives a grown tree a branch `other`, whose commit has some files less, some more, some other ones.
pub fn grow_other(work: &Path, dice: &mut Dice) -> bool {
    if !command(work).args(["rev-parse", "-q", "--verify", "HEAD"]).output().unwrap().status.success() {
        return false;
    }
    let aside = work.with_extension("aside");
    assert!(std::process::Command::new("cp").arg("-a").arg(work).arg(&aside).status().unwrap().success());
    git(&aside, &["checkout", "-qfb", "other"]);
    git(&aside, &["clean", "-qfdx"]);
    for _ in 0..=dice.roll(6) {
        trees::scramble(&aside, dice);
    }
    git(&aside, &["-c", "core.safecrlf=false", "add", "-A"]);
    git(&aside, &["commit", "-q", "--allow-empty", "-m", "Other"]);
    git(work, &["fetch", "-q", aside.to_str().unwrap(), "other:other"]);
    let large = aside.join(".git/lfs");
    if large.is_dir() {
        assert!(std::process::Command::new("cp").arg("-a").arg(&large).arg(work.join(".git")).status().unwrap().success());
    }
    std::fs::remove_dir_all(aside).unwrap();
    true
}

#[test]
fn as_git_switch_does() {
    let home = home();
    let (mut gone, mut refused) = (0, 0);
    for seed in seeds(120) {
        println!("seed {seed}");
        let work = home.path().join(seed.to_string());
        trees::grow(&work, seed, config(seed));
        let mut dice = Dice::new(seed);
        if grow_other(&work, &mut dice) {
            // Half of the trees have little that could be in the way.
            if seed % 2 == 0 {
                git(&work, &["reset", "-q", "--hard"]);
                git(&work, &["clean", "-qfd"]);
                trees::scramble(&work, &mut dice);
            }
            let twin = twin(&work);
            let before = Snapshot::take(&work);
            let theirs = command(&twin).args(["-c", "core.safecrlf=false", "switch", "-q", "other"]).output().unwrap();
            match (go(&open(&work), "other"), theirs.status.success()) {
                (Ok(_), true) => {
                    gone += 1;
                    assert_same(&Snapshot::take(&work), &Snapshot::take(&twin), &format!("seed {seed}"));
                    let status =
                        |folder: &Path| bytes(folder, &["status", "--porcelain=v2", "--branch", "-z"]).escape_ascii().to_string();
                    assert_eq!(status(&work), status(&twin), "seed {seed}");
                    assert_eq!(git(&work, &["symbolic-ref", "HEAD"]), "refs/heads/other", "seed {seed}");
                }
                (Err(Error::InTheWay { files }), false) => {
                    refused += 1;
                    assert!(!files.is_empty(), "seed {seed}");
                    assert_same(&Snapshot::take(&work), &before, &format!("seed {seed}, refused"));
                }
                (ours, theirs) => panic!("seed {seed}: we {ours:?}, git {theirs}"),
            }
            std::fs::remove_dir_all(twin).unwrap();
        }
        std::fs::remove_dir_all(work).unwrap();
    }
    enough(gone, 30);
    enough(refused, 10);
}
