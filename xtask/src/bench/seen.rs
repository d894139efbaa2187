//! What was seen before: searched while typing over several hosts, shown at a cold start with and without the network. Without a
//! window: what the core takes is measured.

use std::path::PathBuf;
use std::process::Command;

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
