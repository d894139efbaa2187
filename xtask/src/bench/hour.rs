//! An hour of simulated time with 300 repositories (P19): what the core takes of a processor and what it asks of a server, with all of
//! them followed and with none. A minute on the wall is measured; what goes by the clock on the wall, such as hearing of files, is
//! measured apart and reckoned.

use std::path::PathBuf;
use std::process::Command;

use super::figures::{Series, Table};
use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run, session::Session, steps};

const REPOSITORIES: &str = "300";
/// So many times as fast the hour goes, and seconds that it lasts so.
const HASTE: &str = "60";
const HASTENED: &str = "60";
/// Seconds at the pace of the wall, and how many of them make an hour.
const UNHURRIED: &str = "120";
const OF_AN_HOUR: f64 = 30.0;
/// How often each repository is asked about in an hour.
const TIMES: f64 = 6.0;

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    let (bench, simulator) = (bench()?, run::simulator(Profile::Release)?);
    let session = Session::new("hour")?;
    let quiet = |what: &str, followed: &str, haste: &str, seconds: &str| {
        steps::step(what, || {
            let mut command = session.command(&bench);
            numbers(command.arg(&simulator).args([REPOSITORIES, followed, haste, seconds]), 5)
        })
    };
    let followed = quiet("an hour, 300 followed", REPOSITORIES, HASTE, HASTENED)?;
    let open = quiet("an hour, none followed", "0", HASTE, HASTENED)?;
    let still = quiet("two minutes on the wall", "0", "1", UNHURRIED)?;
    let fetched =
        steps::step("git fetch in each", || numbers(session.command(&bench).arg("fetch").arg(&simulator).arg(REPOSITORIES), 1))?;
    let mut table = Table::new("hour", "P19: an hour with 300 repositories, one branch of each followed (20: must ≤ 5 s)");
    let mut row = |what: &str, figure: f64, unit| table.row(what, Series(vec![figure]), unit);
    row("300 followed: the core's process", followed[0], "s");
    row("300 followed: questions about refs", followed[1], "");
    row("300 followed: the most in a minute", followed[4], "");
    row("pull requests of the shown one", followed[2], "");
    row("300 followed: other requests", followed[3], "");
    row("none followed: the core's process", open[0], "s");
    row("none followed: questions about refs", open[1], "");
    row("pull requests of the shown one", open[2], "");
    row("none followed: other requests", open[3], "");
    row("by the clock on the wall, reckoned for an hour", still[0] * OF_AN_HOUR, "s");
    row("git fetch as often, reckoned from once each", fetched[0] * TIMES, "s");
    row("300 followed ÷ git fetch", followed[0] / (fetched[0] * TIMES), "");
    table.finish()
}

fn bench() -> Result<PathBuf, Error> {
    steps::step("hour_bench", || {
        let mut command = program::cargo(&["build", "--locked", "-p", "bough-tests", "--bins", "--example", "hour_bench"]);
        run::as_delivered(&mut command);
        program::quietly(&mut command, "hour_bench")?;
        Ok(places::built(Profile::Release, "examples/hour_bench"))
    })
}

fn numbers(command: &mut Command, count: usize) -> Result<Vec<f64>, Error> {
    let text = program::answer(command, "hour_bench")?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    if numbers.len() == count { Ok(numbers) } else { Err(Error::Unmet(format!("hour_bench said: {text}"))) }
}
