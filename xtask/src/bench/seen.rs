//! What was seen before: searched while typing over several hosts, shown at a cold start with and without the network; and P19 for
//! many repositories that are followed and stand still. Without a window: what the core takes is measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::changes::commit;
use super::figures::{Series, Table};
use crate::error::Error;
use crate::places::{self, Profile};
use crate::{program, run, session::Session, steps};

/// Turns of what is short.
const TURNS: usize = 5;
const REPOSITORIES: &str = "5000";
const HOSTS: &str = "3";
/// Milliseconds until a host far away answers.
const DELAY: &str = "100";
/// Repositories that are followed, and seconds that are measured.
const FOLLOWED: u32 = 300;
const WATCHED: u32 = 120;
const HOUR: f64 = 3600.0;

/// Measures and prints.
pub fn measure() -> Result<(), Error> {
    let bench = bench()?;
    let session = Session::new("bench")?;
    let said = |arguments: &[&str], count: usize| numbers(session.command(&bench).args(arguments), count);

    let mut search: [Series; 6] = Default::default();
    let mut start: [Series; 4] = Default::default();
    steps::step(&format!("{REPOSITORIES} repositories of {HOSTS} hosts: {TURNS} turns"), || {
        for _ in 0..TURNS {
            collect(&mut search, said(&["search", REPOSITORIES, HOSTS], 6)?);
            collect(&mut start, said(&["start", REPOSITORIES, DELAY], 4)?);
        }
        Ok(())
    })?;
    let [seen, seen_worst, seen_requests, asked, asked_worst, asked_requests] = search;
    let mut table = Table::new("seen-search", "A key typed over 5,000 repositories of three hosts, until all matches are there");
    table.row("what was seen, median", seen, "ms");
    table.row("what was seen, 95 of 100", seen_worst, "ms");
    table.row("what was seen, requests of all keys", seen_requests, "");
    table.row("the hosts asked (loopback), median", asked, "ms");
    table.row("the hosts asked, 95 of 100", asked_worst, "ms");
    table.row("the hosts asked, requests of all keys", asked_requests, "");
    table.finish()?;
    let [seen, fresh, away, told] = start;
    let mut table = Table::new("seen-start", "Start of the core → first 100 of 5,000 repositories");
    table.row("what was seen, host 100 ms away", seen, "ms");
    table.row("the host's answer, 100 ms away", fresh, "ms");
    table.row("what was seen, host not there", away, "ms");
    table.row("until it is said that the host is not there", told, "ms");
    table.finish()?;

    let followed: Vec<PathBuf> =
        (0..FOLLOWED).map(|number| super::changes::made(&format!("bench/followed-{number}"), fill)).collect::<Result<_, _>>()?;
    let idle = steps::step(&format!("{FOLLOWED} repositories, {WATCHED} s"), || {
        numbers(session.command(&bench).arg("idle").arg(WATCHED.to_string()).args(&followed), 2)
    })?;
    let mut table = Table::new(
        "seen-idle",
        "P19: a quiet hour with 300 repositories opened, the last one shown (20: must ≤ 5 s of a processor)",
    );
    table.row("Bough and the host's simulator, reckoned for an hour", Series(vec![idle[0] * HOUR / f64::from(WATCHED)]), "s");
    table.row("requests in the time", Series(vec![idle[1]]), "");
    table.finish()
}

fn collect<const N: usize>(into: &mut [Series; N], said: Vec<f64>) {
    into.iter_mut().zip(said).for_each(|(series, figure)| series.0.push(figure));
}

fn bench() -> Result<PathBuf, Error> {
    steps::step("seen_bench", || {
        let mut command = program::cargo(&["build", "--locked", "-p", "bough-tests", "--bins", "--example", "seen_bench"]);
        run::as_delivered(&mut command);
        program::quietly(&mut command, "seen_bench")?;
        Ok(places::built(Profile::Release, "examples/seen_bench"))
    })
}

fn numbers(command: &mut Command, count: usize) -> Result<Vec<f64>, Error> {
    let text = program::answer(command, "seen_bench")?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    if numbers.len() == count { Ok(numbers) } else { Err(Error::Unmet(format!("seen_bench said: {text}"))) }
}

fn fill(path: &Path) -> Result<(), Error> {
    for number in 0..20 {
        let name = path.join(format!("f{number}"));
        fs::write(&name, format!("{number}\n")).map_err(Error::file(&name))?;
    }
    commit(path)
}
