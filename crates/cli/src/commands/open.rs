//! `bough open`: hands a folder, or a text that stands for something, to the window.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bough_core::fault::Fault;

use crate::arguments::Arguments;

/// Starts the window's program that lies beside this one. Never one from the `PATH` or the current folder.
pub fn open(arguments: &Arguments, what: &Path) -> Result<(), Fault> {
    let missing = || Fault::NotFound { what: "bough-desktop beside this program".into() };
    let own = std::env::current_exe().map_err(|_| missing())?;
    let program: PathBuf = own.with_file_name(format!("bough-desktop{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        return Err(missing());
    }
    let mut command = Command::new(program);
    if let Some(folder) = &arguments.data_folder {
        command.arg("--data-folder").arg(folder);
    }
    if let Some(folder) = &arguments.ssh_folder {
        command.arg("--ssh-folder").arg(folder);
    }
    match (what.is_dir(), what.to_str()) {
        (true, _) => command.arg("--").arg(std::path::absolute(what).map_err(|_| missing_folder(what))?),
        // What has no slash is no short name and no link: a folder that was mistyped.
        (false, Some(text)) if text.contains('/') && !what.is_absolute() => command.arg(format!("--find={text}")),
        _ => return Err(missing_folder(what)),
    };
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let failed = |error: std::io::Error| Fault::Broken { detail: format!("bough-desktop does not start: {error}") };
    // It lives on without us.
    command.spawn().map(drop).map_err(failed)
}

fn missing_folder(path: &Path) -> Fault {
    Fault::NotFound { what: path.to_string_lossy().into_owned() }
}
