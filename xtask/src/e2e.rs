//! The tests in the real window: builds what they need and starts them on a screen and in a session of their own.

use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::places::{self, Profile};
use crate::screen::Screen;
use crate::session::Session;
use crate::steps::Steps;
use crate::{machine, program, run};

/// What `test` runs each time; `screens` takes pictures for people and `list` measures.
pub const ALWAYS: [&str; 18] = [
    "boundaries",
    "starts",
    "walk",
    "keyboard",
    "change",
    "checkout",
    "prebuild",
    "open",
    "repositories",
    "refusals",
    "meanwhile",
    "webhooks",
    "large-files",
    "doctor",
    "offline",
    "browser",
    "canary",
    "troubles",
];

/// The suites that there are.
const SUITES: [&str; 21] = [
    "boundaries",
    "starts",
    "walk",
    "keyboard",
    "change",
    "checkout",
    "prebuild",
    "open",
    "repositories",
    "refusals",
    "meanwhile",
    "webhooks",
    "large-files",
    "doctor",
    "offline",
    "browser",
    "canary",
    "troubles",
    "screens",
    "states",
    "list",
];

/// `cargo xtask e2e`: some or all suites, once or several times.
pub fn e2e(arguments: &[String]) -> Result<(), Error> {
    let times = times(arguments)?;
    let mut asked: Vec<String> = arguments.iter().filter(|word| SUITES.contains(&word.as_str())).cloned().collect();
    if asked.is_empty() {
        asked = ALWAYS.map(String::from).to_vec();
    }
    machine::ready()?;
    let mut steps = Steps::default();
    steps.step("pages", run::pages)?;
    suites(&mut steps, &asked, times)?;
    steps.finish();
    Ok(())
}

/// Reads `--times N`; anything else must be the name of a suite.
pub fn times(arguments: &[String]) -> Result<u32, Error> {
    let mut times = 1;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--times" {
            let count = words.next().and_then(|count| count.parse().ok()).filter(|&count| count > 0);
            times = count.ok_or_else(|| Error::usage("--times needs a number from 1 on."))?;
        } else if !SUITES.contains(&word.as_str()) {
            return Err(Error::usage(&format!("There is no suite “{word}”. There are: {}.", SUITES.join(", "))));
        }
    }
    Ok(times)
}

/// Runs suites in the real window. Needs built pages.
pub fn suites(steps: &mut Steps, names: &[String], times: u32) -> Result<(), Error> {
    let mut stage = None;
    steps.step("window for tests", || {
        stage = Some(Stage::build(Profile::Debug, names.iter().any(|name| name == "boundaries"))?);
        Ok(())
    })?;
    let stage = stage.expect("the step above made it, or ended this");
    for round in 1..=times {
        for name in names {
            let title = if times > 1 { format!("window: {name}, {round} of {times}") } else { format!("window: {name}") };
            steps.step(&title, || stage.run(&[name], &title))?;
        }
    }
    Ok(())
}

/// The programs that the tests in the window start.
pub struct Stage {
    driven: PathBuf,
    plain: Option<PathBuf>,
    simulator: PathBuf,
}

impl Stage {
    /// Builds them. `plain` is the window as it is without the door for tests.
    pub fn build(profile: Profile, plain: bool) -> Result<Self, Error> {
        // The one with the door first: both are built under the same name.
        let driven = run::driven_desktop(profile)?;
        let plain = if plain { Some(run::desktop(profile)?) } else { None };
        Ok(Self { driven, plain, simulator: run::simulator(profile)? })
    }

    /// Runs the tests' own program quietly.
    pub fn run(&self, arguments: &[&str], what: &str) -> Result<(), Error> {
        self.play(arguments, |command| program::quietly(command, what))
    }

    /// Runs the tests' own program in a session and on a screen made for it.
    pub fn play(&self, arguments: &[&str], start: impl FnOnce(&mut Command) -> Result<(), Error>) -> Result<(), Error> {
        let session = Session::new("e2e")?;
        let screen = Screen::start(&session.folder().join("screen"), "1920x1200")?;
        let mut command = session.command(&places::e2e().join("node_modules/.bin/tsx"));
        command
            .arg(places::e2e().join("src/main.ts"))
            .args(arguments)
            .env("DISPLAY", &screen.display)
            .env_remove("WAYLAND_DISPLAY");
        command
            .env("HOME", session.folder().join("home"))
            .env("BOUGH_STAGE", session.folder())
            .env("BOUGH_SCREEN", screen.file());
        command
            .env("BOUGH_DESKTOP", &self.driven)
            .env("BOUGH_SIMULATOR", &self.simulator)
            .env("BOUGH_RESULTS", places::root().join("target"));
        if let Some(plain) = &self.plain {
            command.env("BOUGH_PLAIN_DESKTOP", plain);
        }
        start(&mut command)
    }
}
