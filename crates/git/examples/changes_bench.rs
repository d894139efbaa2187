//! Changes, timed within one process, in milliseconds: `changes_bench status WORK` opens and lists; `again WORK FILE` lists, writes
//! FILE and lists again; `stage WORK FILE` puts the first added line of FILE into the index.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use git::{Choice, DiffContent, Error, Reading, Repository, Side};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> ExitCode {
    git::start();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let measured = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["status", work] => status(Path::new(work)),
        ["again", work, file] => again(Path::new(work), file),
        ["stage", work, file] => stage(Path::new(work), file),
        _ => Err(Error::Unsupported { what: "changes_bench status WORK | again WORK FILE | stage WORK FILE".to_owned() }),
    };
    match measured {
        Ok(milliseconds) => {
            println!("{milliseconds}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn timed<T>(act: impl FnOnce() -> Result<T, Error>) -> Result<f64, Error> {
    let begun = Instant::now();
    act()?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

fn status(work: &Path) -> Result<f64, Error> {
    timed(|| Repository::open(work)?.changes())
}

fn again(work: &Path, file: &str) -> Result<f64, Error> {
    let opened = Repository::open(work)?;
    opened.changes()?;
    let written = std::fs::write(work.join(file), format!("{:?}\n", std::time::SystemTime::now()));
    written.map_err(|error| Error::Broken { detail: error.to_string() })?;
    timed(|| opened.changes())
}

fn stage(work: &Path, file: &str) -> Result<f64, Error> {
    let opened = Repository::open(work)?;
    let diff = opened.file_diff(file.as_bytes(), Side::Unstaged, Reading::UNASKED)?;
    let added = match &diff.content {
        DiffContent::Text { hunks, .. } => {
            hunks.iter().flat_map(|hunk| &hunk.lines).find(|line| line.old.is_none()).and_then(|line| line.new)
        }
        _ => None,
    };
    let added: Vec<u32> = added.into_iter().collect();
    let choice = Choice::Lines { path: file.into(), revision: diff.revision, removed: Vec::new(), added };
    timed(|| opened.stage(&choice))
}
