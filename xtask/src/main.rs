//! `cargo xtask`: makes this machine ready, then does what was asked. `cargo xtask help` lists it.

mod bench;
mod bundle;
mod contract;
mod demo;
mod e2e;
mod error;
mod icons;
mod machine;
mod node;
mod places;
mod program;
mod run;
mod say;
mod screen;
mod session;
mod steps;
mod test;

use std::process::ExitCode;

use error::Error;

const USAGE: &str = "\
cargo xtask COMMAND

  demo               opens Bough on a demo server with sample data; without a screen, walks through it and shows how
  run [FOLDER]       builds and opens Bough
  test [--times N]   everything that must hold: format, lints, types, unit tests, journeys, the real window
  e2e [SUITE ...]    only the real window: boundaries, starts, walk, keyboard, change, checkout, prebuild, open, repositories,
                     webhooks, large-files, browser, canary, troubles, screens, states, list
  bench [NAME ...]   start, clone, list: tables, and target/bench/*.json
  bundle             makes the Debian package and tries it in a clean system
  contract           writes ui/src/host/api.gen.ts from crates/core/src/api.rs
  icons              draws every icon from icons/bough.svg
  setup              only makes the machine ready

Build products go to the user's cache folder unless CARGO_TARGET_DIR is set.
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<(), Error> {
    match command {
        "demo" => demo::demo(),
        "run" => run::run(rest),
        "test" => test::test(rest),
        "e2e" => e2e::e2e(rest),
        "bench" => bench::bench(rest),
        "bundle" => bundle::bundle(),
        "contract" => contract::contract(),
        "icons" => icons::icons(),
        "setup" => machine::ready(),
        "help" | "--help" | "-h" => {
            say::line(USAGE.trim_end());
            Ok(())
        }
        "" => Err(Error::usage(USAGE)),
        unknown => Err(Error::usage(&format!("There is no command “{unknown}”.\n\n{USAGE}"))),
    }
}
