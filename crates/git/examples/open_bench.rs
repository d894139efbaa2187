//! The first rows of a repository and a later window, timed: `open_bench FOLDER`.

use std::process::ExitCode;
use std::time::Instant;

use git::Repository;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> ExitCode {
    git::start();
    let Some(folder) = std::env::args_os().nth(1) else { return ExitCode::FAILURE };
    let measured = || -> Result<(), git::Error> {
        let begun = Instant::now();
        let opened = Repository::open(folder.as_ref())?;
        let open = begun.elapsed();
        let first = opened.rows(0, 200)?;
        let rows = begun.elapsed();
        let later = Instant::now();
        let middle = opened.rows(first.total / 2, 200)?;
        let window = later.elapsed();
        let begun = Instant::now();
        let refs = opened.refs()?;
        let took = begun.elapsed();
        println!("open {open:?}, first rows {rows:?} of {} in {} lanes, later window {window:?}", middle.total, first.lanes);
        println!("refs {took:?}: {} branches, {} tags", refs.branches.len(), refs.tags.len());
        Ok(())
    };
    match measured() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
