//! The askpass client on its own, for packages that ship one beside the application.

use std::process::ExitCode;

fn main() -> ExitCode {
    ssh::askpass::run_if_asked().unwrap_or(ExitCode::FAILURE)
}
