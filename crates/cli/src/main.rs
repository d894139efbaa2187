//! `bough`: the same core as the window's, from a terminal.

mod age;
mod arguments;
mod commands;
mod exit;
mod log;
mod output;
mod person;
mod progress;
mod sentences;
mod start;
mod terminal;

use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use output::Output;

fn main() -> ExitCode {
    bough_core::start_process();
    let arguments = Arguments::parse();
    log::start();
    let output = Output::new(arguments.json);
    let code = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => {
            let ended = runtime.block_on(commands::run(arguments, &output));
            // Dropped, it would wait for whoever waits for a line.
            runtime.shutdown_background();
            match ended {
                Ok(()) => exit::OK,
                Err(end) => end.tell(&output),
            }
        }
        Err(error) => {
            output::complain(&format!("No threads to work with: {error}."), None);
            exit::BROKEN
        }
    };
    // A thread may still wait for a line that nobody types any more; it must not keep the process.
    std::process::exit(code.into())
}
