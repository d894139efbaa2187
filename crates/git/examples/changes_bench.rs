//! Changes, timed within one process, in milliseconds: `changes_bench status WORK` opens and lists; `again WORK FILE` watches, writes
//! FILE and says how long it took until that was heard and listed, and how long of that the list took; `stage WORK FILE` puts the
//! first added line of FILE into the index. `idle SECONDS WORK…` watches repositories, lists whenever it hears, and says how many
//! seconds of a processor that took after the beginning, and how often it heard.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use git::{Choice, DiffContent, Error, Reading, Repository, Side};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> ExitCode {
    git::start();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let measured = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["status", work] => status(Path::new(work)).map(|time| vec![time]),
        ["again", work, file] => again(Path::new(work), file),
        ["stage", work, file] => stage(Path::new(work), file).map(|time| vec![time]),
        ["idle", seconds, all @ ..] => idle(seconds, all),
        _ => Err(Error::Unsupported { what: "changes_bench status | again | stage | idle, with what they work on".to_owned() }),
    };
    match measured {
        Ok(milliseconds) => {
            println!("{}", milliseconds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
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

fn again(work: &Path, file: &str) -> Result<Vec<f64>, Error> {
    let broken = |detail: String| Error::Broken { detail };
    let opened = Repository::open(work)?;
    let (tell, told) = channel();
    let _watch = opened.watch(move || _ = tell.send(()));
    let hear = || told.recv().map_err(|_| broken("the watch ended".to_owned()));
    hear()?;
    opened.changes()?;
    while told.try_recv().is_ok() {}
    std::fs::write(work.join(file), format!("{:?}\n", std::time::SystemTime::now()))
        .map_err(|error| broken(error.to_string()))?;
    let begun = Instant::now();
    hear()?;
    let listed = timed(|| {
        let changes = opened.changes()?;
        let is_there = changes.unstaged.paths.iter().any(|changed| changed.path == file.as_bytes());
        if is_there { Ok(()) } else { Err(broken(format!("{file} is not listed"))) }
    })?;
    Ok(vec![begun.elapsed().as_secs_f64() * 1000.0, listed])
}

fn idle(seconds: &str, works: &[&str]) -> Result<Vec<f64>, Error> {
    let broken = |detail: String| Error::Broken { detail };
    let time = seconds.parse().map(Duration::from_secs).map_err(|_| broken(format!("{seconds} are no seconds")))?;
    let (tell, told) = channel();
    let mut open = Vec::new();
    for (number, work) in works.iter().enumerate() {
        let repository = Repository::open(Path::new(work))?;
        let tell = tell.clone();
        let watch = repository.watch(move || _ = tell.send(number));
        repository.changes()?;
        open.push((repository, watch));
    }
    // As a window: whoever hears lists, and the time begins when nothing more is heard.
    while let Ok(number) = told.recv_timeout(Duration::from_secs(3)) {
        open[number].0.changes()?;
    }
    let (begun, before, mut heard) = (Instant::now(), processor()?, 0.0);
    while let Some(left) = time.checked_sub(begun.elapsed()) {
        if let Ok(number) = told.recv_timeout(left) {
            open[number].0.changes()?;
            heard += 1.0;
        }
    }
    Ok(vec![processor()? - before, heard])
}

/// Seconds of a processor that this process used, its threads included.
fn processor() -> Result<f64, Error> {
    /// Of the system's clock for processes, in a second.
    const TICKS: f64 = 100.0;
    let text = std::fs::read_to_string("/proc/self/stat").map_err(|error| Error::Broken { detail: error.to_string() })?;
    // The name, which may hold anything, ends with the last bracket; user and system time are the 12th and 13th word after it.
    let words: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| words.get(place).and_then(|word| word.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) / TICKS)
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
