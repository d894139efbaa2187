//! P19: what a quiet hour costs with 20 repositories open and watched; and with one of 200,000 files where the system has no room
//! for watches, so that it is looked at from time to time. A few minutes are measured and the hour is reckoned from them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::changes::{bough, commit, made, said, wide};
use super::figures::{Series, Table};
use crate::error::Error;
use crate::{say, steps};

/// Repositories, folders in each, and files in each folder.
const REPOSITORIES: u32 = 20;
const FOLDERS: u32 = 20;
const FILES: u32 = 50;
/// Seconds that are measured, watched and looked at.
const WATCHED: u32 = 180;
const POLLED: u32 = 60;
const HOUR: f64 = 3600.0;
/// Leaves no room for watches, for what it starts.
const CROWDED: &str = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$@\"";

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    let bough = bough()?;
    let repositories: Vec<_> =
        (0..REPOSITORIES).map(|number| made(&format!("bench/idle-{number}"), fill)).collect::<Result<_, _>>()?;
    let wide = wide()?;
    let watched = steps::step(&format!("{REPOSITORIES} repositories, {WATCHED} s watched"), || {
        said(Command::new(&bough).arg("idle").arg(WATCHED.to_string()).args(&repositories), 2)
    })?;
    let mut table =
        Table::new("idle", "P19: a quiet hour with 20 repositories open (must: ≤ 5 s of a processor; moonshot: ≤ 1 s)");
    table.row("Bough, watching, reckoned for an hour", Series(vec![watched[0] * HOUR / f64::from(WATCHED)]), "s");
    table.row("heard in the time", Series(vec![watched[1]]), "");
    let alone = ["--map-root-user", "sh", "-c", CROWDED, "-"];
    if Command::new("unshare").args(alone).arg("true").output().is_ok_and(|tried| tried.status.success()) {
        let polled = steps::step(&format!("200,000 files, {POLLED} s without watches"), || {
            said(Command::new("unshare").args(alone).arg(&bough).arg("idle").arg(POLLED.to_string()).arg(&wide), 2)
        })?;
        table.row("200,000 files without watches (must: ≤ 5 %)", Series(vec![polled[0] * 100.0 / f64::from(POLLED)]), "%");
        table.row("looked in the time", Series(vec![polled[1]]), "");
    } else {
        say::skipped("without watches", "this person may not limit them for a process");
    }
    table.finish()
}

fn fill(path: &Path) -> Result<(), Error> {
    for folder in 0..FOLDERS {
        let inside = path.join(format!("d{folder}"));
        fs::create_dir(&inside).map_err(Error::file(&inside))?;
        for file in 0..FILES {
            let name = inside.join(format!("f{file}"));
            fs::write(&name, format!("{file}\n")).map_err(Error::file(&name))?;
        }
    }
    commit(path)
}
