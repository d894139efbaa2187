//! Bough's window. Thin: it starts the core, shows the pages and carries names and JSON between the two.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod desktop;
mod dialogs;
mod environment;
mod folders;
mod geometry;
mod log;
mod pump;
#[cfg(feature = "e2e")]
mod record;
mod second_start;
mod shell;
mod window;

use std::io::Write;
use std::process::ExitCode;

use arguments::Request;

fn main() -> ExitCode {
    bough_core::start_process();
    environment::prepare();
    match arguments::read(std::env::args_os().skip(1)) {
        Ok(Request::Start(arguments)) => {
            log::start();
            shell::run(arguments)
        }
        // A terminal that went away is no reason to end otherwise.
        Ok(Request::Print(text)) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(misunderstood) => {
            let _ = writeln!(std::io::stderr(), "{}\n\n{}", misunderstood.0, arguments::USAGE);
            ExitCode::from(2)
        }
    }
}
