//! Starts the core for one command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bough_core::fault::Fault;
use bough_core::{Clock, Core, Limits, Options, places};

use crate::arguments::Arguments;
use crate::terminal::Terminal;

/// The folder the command line names, or the usual one.
pub fn data_folder(arguments: &Arguments) -> Result<PathBuf, Fault> {
    let nowhere = || Fault::Invalid {
        field: "data-folder".into(),
        why: "This account has no home folder. Name a folder with --data-folder.".into(),
    };
    arguments.data_folder.clone().or_else(places::data_folder).ok_or_else(nowhere)
}

/// A core on that folder.
pub fn core(arguments: &Arguments) -> Result<Core, Fault> {
    let data_folder = data_folder(arguments)?;
    let home = places::home().unwrap_or_else(|| data_folder.clone());
    let broken = |error: std::io::Error| Fault::Broken { detail: format!("Bough does not find itself: {error}") };
    Core::start(Options {
        ssh_folder: arguments.ssh_folder.clone().unwrap_or_else(|| home.join(".ssh")),
        home,
        keychain_application: places::KEYCHAIN_APPLICATION.into(),
        askpass_program: std::env::current_exe().map_err(broken)?,
        ssh_program: None,
        ssh_options: arguments.ssh_folder.as_deref().map(ssh_options).transpose().map_err(broken)?.unwrap_or_default(),
        desktop: Arc::new(Terminal),
        demo: None,
        loopback_port: places::LOOPBACK_PORT,
        limits: Limits::default(),
        clock: Clock::default(),
        data_folder: data_folder.clone(),
    })
    .map_err(|fault| match fault {
        Fault::Taken { .. } => Fault::Taken {
            what: format!(
                "The folder {} (Bough runs already: close it, or name another with --data-folder). It",
                data_folder.display()
            ),
        },
        other => other,
    })
}

/// OpenSSH reads the home of the account, not `$HOME`: another folder must be spelled out.
fn ssh_options(folder: &Path) -> std::io::Result<Vec<String>> {
    let folder = std::path::absolute(folder)?.to_string_lossy().into_owned();
    let config = format!("{folder}/config");
    let config = if Path::new(&config).is_file() { config } else { "none".into() };
    Ok(vec!["-F".into(), config, "-o".into(), format!("UserKnownHostsFile={folder}/known_hosts")])
}
