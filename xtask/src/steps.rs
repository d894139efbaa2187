//! Steps of a task, each with its name and its time; the first that fails ends the task.

use std::time::Instant;

use crate::error::Error;
use crate::say;

/// Counts what went well.
#[derive(Default)]
pub struct Steps {
    passed: usize,
}

impl Steps {
    /// Does one step.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        let done = step(name, work);
        match &done {
            Ok(()) => self.passed += 1,
            Err(_) => say::line(&format!("{} passed, 1 failed: {name}", self.passed)),
        }
        done
    }

    /// All steps are done.
    pub fn finish(self) {
        say::line(&format!("{} passed, 0 failed", self.passed));
    }
}

/// One step on its own.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    say::begin(name);
    let start = Instant::now();
    let done = work()?;
    say::end(name, start.elapsed());
    Ok(done)
}
