//! P15: a bare clone of more than 300,000 objects over local HTTP: stock Git, Bough, and Bough with libgit2's own indexer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::figures::{Series, Table};
use super::{repository, server};
use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run, steps};

/// Turns that count, after one that warms the caches.
const TURNS: usize = 5;

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    let bough = steps::step("clone_bench", || {
        let mut command = program::cargo(&["build", "--locked", "-p", "bough-git", "--example", "clone_bench"]);
        run::as_delivered(&mut command);
        program::quietly(&mut command, "clone_bench")?;
        Ok(places::built(Profile::Release, "examples/clone_bench"))
    })?;
    let large = repository::large()?;
    let objects = repository::objects(&large)?;
    if objects < 300_000 {
        return Err(Error::Unmet(format!("the repository has {objects} objects where 300,000 were wanted")));
    }
    let base = server::serve(large.parent().expect("it is in a folder"))?;
    let url = format!("{base}/{}", large.file_name().expect("it has a name").to_string_lossy());
    let targets = places::cache().join("bench/clones");
    let (mut git, mut sink, mut libgit2) = (Series::default(), Series::default(), Series::default());
    steps::step(&format!("clone of {objects} objects: {TURNS} turns after one to warm up"), || {
        for turn in 0..=TURNS {
            let stock = once(&targets, "git", |target| {
                let mut command = Command::new("git");
                command.args(["clone", "--bare", "--quiet", &url]).arg(target);
                command
            })?;
            let with = |indexer: &str| {
                once(&targets, indexer, |target| {
                    let mut command = Command::new(&bough);
                    command.arg(&url).arg(target).arg(indexer);
                    command
                })
            };
            let (own, other) = (with("sink")?, with("libgit2")?);
            if turn > 0 {
                git.0.push(stock);
                sink.0.push(own);
                libgit2.0.push(other);
            }
        }
        Ok(())
    })?;
    let mut table = Table::new("clone", &format!("P15: clone of {objects} objects, HTTP (must: ≥ 1.5 × git; moonshot: ≥ 2.5 ×)"));
    let (faster, slower) = (git.over(&sink), git.over(&libgit2));
    table.row("git clone --bare", git, "s");
    table.row("Bough, pack sink", sink, "s");
    table.row("Bough, libgit2's indexer", libgit2, "s");
    table.row("git over Bough", faster, "×");
    table.row("git over Bough with libgit2's indexer", slower, "×");
    table.finish()
}

/// One clone into a fresh folder, in seconds; what it made must have the branch.
fn once(targets: &Path, name: &str, command: impl FnOnce(&PathBuf) -> Command) -> Result<f64, Error> {
    fs::create_dir_all(targets).map_err(Error::file(targets))?;
    let target = targets.join(format!("{name}.git"));
    let _ = fs::remove_dir_all(&target);
    let mut command = command(&target);
    let start = Instant::now();
    program::quietly(&mut command, &format!("clone with {name}"))?;
    let took = start.elapsed().as_secs_f64();
    program::answer(
        Command::new("git").arg("-C").arg(&target).args(["rev-parse", "--verify", "HEAD^{commit}"]),
        "git rev-parse",
    )?;
    let _ = fs::remove_dir_all(&target);
    Ok(took)
}
