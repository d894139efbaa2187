//! Owner-only access on Windows. Compiled for that target, but not yet run there.

use std::env;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Readers;

const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// `create_new` refuses links already; who may read is settled by `restrict` before the first byte is written.
pub(super) fn prepare(_options: &mut OpenOptions, _readers: Readers) {}

/// Takes the inherited entries away and leaves the owner alone, before the first byte of a secret is written.
///
/// Windows' own OpenSSH refuses a private key that others can read. `icacls` is called by its absolute path; it takes the
/// owner's name from the session, never from a repository.
pub(super) fn restrict(_file: &File, path: &Path, readers: Readers) -> io::Result<()> {
    if matches!(readers, Readers::Everyone) {
        return Ok(());
    }
    let missing = |what: &str| io::Error::new(io::ErrorKind::NotFound, format!("{what} is not set"));
    let root = env::var_os("SystemRoot").map(PathBuf::from).filter(|root| root.is_absolute());
    let icacls = root.ok_or_else(|| missing("SystemRoot"))?.join("System32").join("icacls.exe");
    let name = env::var("USERNAME").map_err(|_| missing("USERNAME"))?;
    let owner = match env::var("USERDOMAIN") {
        Ok(domain) => format!("{domain}\\{name}:F"),
        Err(_) => format!("{name}:F"),
    };
    let status = Command::new(icacls)
        .arg(path)
        .args(["/inheritance:r", "/grant:r"])
        .arg(owner)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .creation_flags(CREATE_NO_WINDOW)
        .status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("icacls could not make the key private")) }
}

/// NTFS journals names itself.
#[expect(clippy::unnecessary_wraps, reason = "Unix can fail here")]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
