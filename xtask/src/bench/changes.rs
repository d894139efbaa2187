//! P9 and P10, and a line of a long file: what changed in a work tree of 200,000 files, at first and from one more change until it
//! is listed, and putting one line into the index. Stock Git is a process each time; so is Bough where the whole process counts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::figures::{Series, Table};
use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run, steps};

/// Turns that count, after one that warms the caches.
const TURNS: usize = 5;
/// Folders, and files in each.
const FOLDERS: u32 = 2_000;
const FILES: u32 = 100;
/// Folders with a changed file, with new ones, and with ignored ones.
const CHANGED_EVERY: u32 = 20;
const NEW_EVERY: u32 = 2;
const IGNORED_IN_ALL: u32 = 5;
/// Ignored files in a folder that is ignored itself.
const BUILT: u32 = 10_000;
/// Lines of the long file.
const LINES: usize = 50_000;
/// The file that is changed.
const CHANGED: &str = "d7/f7.txt";

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    let bough = bough()?;
    let (wide, long) = (wide()?, long()?);
    let (mut git, mut ours) = (Series::default(), Series::default());
    let (mut heard, mut listed) = (Series::default(), Series::default());
    steps::step(&format!("status of {} files: {TURNS} turns after one to warm up", FOLDERS * FILES), || {
        for turn in 0..=TURNS {
            let stock = timed(Command::new("git").arg("-C").arg(&wide).args(["status", "--porcelain", "-uall"]))?;
            let own = timed(Command::new(&bough).arg("status").arg(&wide))?;
            let again = said(Command::new(&bough).arg("again").arg(&wide).arg(CHANGED), 2)?;
            if turn > 0 {
                git.0.push(stock);
                ours.0.push(own);
                heard.0.push(again[0]);
                listed.0.push(again[1]);
            }
        }
        Ok(())
    })?;
    let mut table = Table::new(
        "status",
        "P9, P10: status of 200,000 files (must: first ≥ 1.0 × git, after one change ≥ 10 × git; moonshot: 1.8 ×, 80 ×)",
    );
    let (first, then, core) = (git.over(&ours), git.over(&heard), git.over(&listed));
    table.row("git status -uall", git, "ms");
    table.row("Bough, process and all", ours, "ms");
    table.row("git over Bough", first, "×");
    table.row("Bough, open and watched: written → heard and listed", heard, "ms");
    table.row("git over Bough", then, "×");
    table.row("of that, the list", listed, "ms");
    table.row("git over Bough", core, "×");
    table.finish()?;

    let (mut git, mut ours) = (Series::default(), Series::default());
    steps::step(&format!("one line of {LINES}: {TURNS} turns after one to warm up"), || {
        for turn in 0..=TURNS {
            let patch = one_line(&long)?;
            let stock = timed(
                Command::new("git").arg("-C").arg(&long).args(["apply", "--cached", "--recount", "--unidiff-zero"]).arg(&patch),
            )?;
            reset(&long)?;
            let own = said(Command::new(&bough).arg("stage").arg(&long).arg("long.txt"), 1)?[0];
            let staged =
                program::answer(Command::new("git").arg("-C").arg(&long).args(["diff", "--cached", "--numstat"]), "git")?;
            if staged.split_whitespace().next() != Some("1") {
                return Err(Error::Unmet(format!("not one line was staged but: {staged}")));
            }
            reset(&long)?;
            if turn > 0 {
                git.0.push(stock);
                ours.0.push(own);
            }
        }
        Ok(())
    })?;
    let mut table = Table::new("stage", "One line of a file of 50,000 lines, with a step to undo (against git apply --cached)");
    let ratio = git.over(&ours);
    table.row("git apply --cached", git, "ms");
    table.row("Bough, in the open window", ours, "ms");
    table.row("git over Bough", ratio, "×");
    table.finish()
}

/// The program that is measured.
pub fn bough() -> Result<PathBuf, Error> {
    steps::step("changes_bench", || {
        let mut command = program::cargo(&["build", "--locked", "-p", "bough-git", "--example", "changes_bench"]);
        run::as_delivered(&mut command);
        program::quietly(&mut command, "changes_bench")?;
        Ok(places::built(Profile::Release, "examples/changes_bench"))
    })
}

/// A command's time in milliseconds.
fn timed(command: &mut Command) -> Result<f64, Error> {
    let begun = Instant::now();
    program::quietly(command.stdin(Stdio::null()), "a measured command")?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// The numbers that `changes_bench` says.
pub fn said(command: &mut Command, count: usize) -> Result<Vec<f64>, Error> {
    let text = program::answer(command, "changes_bench")?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    if numbers.len() == count { Ok(numbers) } else { Err(Error::Unmet(format!("changes_bench said: {text}"))) }
}

fn reset(folder: &Path) -> Result<(), Error> {
    program::quietly(Command::new("git").arg("-C").arg(folder).args(["reset", "-q"]), "git reset")
}

/// The patch that stages the first added line and nothing else.
fn one_line(folder: &Path) -> Result<PathBuf, Error> {
    let diff = program::answer(Command::new("git").arg("-C").arg(folder).args(["diff", "-U0", "long.txt"]), "git diff")?;
    let mut kept = String::new();
    let (mut hunks, mut added) = (0, 0);
    for line in diff.lines() {
        hunks += usize::from(line.starts_with("@@"));
        let is_added = line.starts_with('+') && hunks > 0;
        added += usize::from(is_added);
        if hunks <= 1 && !(is_added && added > 1) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let patch = folder.join(".git/one-line.patch");
    fs::write(&patch, kept).map_err(Error::file(&patch))?;
    Ok(patch)
}

/// Many small files, committed; some changed, some new, many ignored. Made once.
pub fn wide() -> Result<PathBuf, Error> {
    made("bench/wide-200k", |path| {
        let write = |name: String, text: String| {
            let name = path.join(name);
            fs::write(&name, text).map_err(Error::file(&name))
        };
        let folder_of = |name: String| {
            let name = path.join(name);
            fs::create_dir(&name).map_err(Error::file(&name))
        };
        for folder in 0..FOLDERS {
            folder_of(format!("d{folder}"))?;
            for file in 0..FILES {
                write(format!("d{folder}/f{file}.txt"), format!("file {file} of folder {folder}\n"))?;
            }
        }
        write(".gitignore".into(), "*.o\n*.tmp\n/build/\n!keep.tmp\n".into())?;
        commit(path)?;
        folder_of("build".into())?;
        for file in 0..BUILT {
            write(format!("build/{file}"), String::new())?;
        }
        for folder in 0..FOLDERS {
            for file in 0..IGNORED_IN_ALL {
                write(format!("d{folder}/{file}.o"), String::new())?;
            }
            if folder % CHANGED_EVERY == 1 {
                write(format!("d{folder}/f1.txt"), "changed\n".into())?;
            }
            if folder % NEW_EVERY == 0 {
                write(format!("d{folder}/new"), "new\n".into())?;
            }
        }
        Ok(())
    })
}

/// One long file with changes all over it.
fn long() -> Result<PathBuf, Error> {
    made("bench/long-file", |path| {
        let name = path.join("long.txt");
        let lines: Vec<String> = (0..LINES).map(|line| format!("line {line} of a long file\n")).collect();
        fs::write(&name, lines.concat()).map_err(Error::file(&name))?;
        commit(path)?;
        let more: String = lines
            .iter()
            .enumerate()
            .map(|(number, line)| if number % 500 == 250 { format!("{line}one more after {number}\n") } else { line.clone() })
            .collect();
        fs::write(&name, more).map_err(Error::file(&name))
    })
}

/// A repository in the cache, filled once.
pub fn made(name: &str, fill: impl FnOnce(&Path) -> Result<(), Error>) -> Result<PathBuf, Error> {
    let path = places::cache().join(name);
    if path.join(".git/ready").is_file() {
        return Ok(path);
    }
    steps::step(&format!("{name} (once)"), || {
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).map_err(Error::file(&path))?;
        program::quietly(Command::new("git").args(["init", "-q"]).arg(&path), "git init")?;
        fill(&path)?;
        fs::write(path.join(".git/ready"), "").map_err(Error::file(&path))
    })?;
    Ok(path)
}

/// Commits everything.
pub fn commit(path: &Path) -> Result<(), Error> {
    let git = || {
        let mut command = Command::new("git");
        command.arg("-C").arg(path).args(["-c", "user.name=Bench", "-c", "user.email=bench@localhost"]);
        command
    };
    program::quietly(git().args(["add", "-A"]), "git add")?;
    program::quietly(git().args(["commit", "-q", "-m", "Begin"]), "git commit")
}
