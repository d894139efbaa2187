//! Which `ssh` is started: an absolute path, found once.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::Error;

/// The `ssh` in the absolute folders of PATH; looked for once per process.
///
/// # Errors
/// [`Error::NoProgram`].
pub fn program() -> Result<PathBuf, Error> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND
        .get_or_init(|| find(&env::var_os("PATH")?, env::current_dir().ok().as_deref()))
        .clone()
        .ok_or(Error::NoProgram { path: None })
}

/// The `ssh` a person has set, else [`program`].
///
/// # Errors
/// [`Error::NoProgram`] also where the path that was set is relative or no program: then nothing else is tried.
pub fn program_or(set: Option<&Path>) -> Result<PathBuf, Error> {
    match set {
        None => program(),
        Some(path) if path.is_absolute() && is_program(path) => Ok(path.to_owned()),
        Some(path) => Err(Error::NoProgram { path: Some(path.to_owned()) }),
    }
}

/// Relative entries (an empty one means the current folder) and the current folder itself are passed over: a repository may
/// hold a program of that name.
fn find(search_path: &OsStr, current: Option<&Path>) -> Option<PathBuf> {
    let name = if cfg!(windows) { "ssh.exe" } else { "ssh" };
    env::split_paths(search_path)
        .filter(|folder| folder.is_absolute() && current.is_none_or(|current| !same_folder(folder, current)))
        .map(|folder| folder.join(name))
        .find(|path| is_program(path))
}

fn same_folder(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    //! T1.8: nothing in the current folder or behind a relative entry is ever the `ssh` we start.
    #![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn with_ssh(folder: &Path, mode: u32) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("ssh"), "#!/bin/sh\n").unwrap();
        fs::set_permissions(folder.join("ssh"), Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn passes_over_relative_entries_the_current_folder_and_what_is_no_program() {
        let root = tempfile::tempdir().unwrap();
        let [hostile, plain, good] = ["hostile", "plain", "good"].map(|name| root.path().join(name));
        with_ssh(&hostile, 0o755);
        with_ssh(&plain, 0o644);
        with_ssh(&good, 0o755);
        fs::create_dir_all(root.path().join("folder/ssh")).unwrap();
        std::os::unix::fs::symlink(&hostile, root.path().join("link")).unwrap();
        let search = env::join_paths([
            Path::new(""),
            Path::new("."),
            Path::new("hostile"),
            &hostile,
            &root.path().join("link"),
            &plain,
            &root.path().join("folder"),
            &good,
        ])
        .unwrap();
        assert_eq!(find(&search, Some(&hostile)), Some(good.join("ssh")));
        assert_eq!(find(OsStr::new(":.:hostile"), Some(root.path())), None);
    }

    #[test]
    fn a_setting_must_be_absolute_and_a_program() {
        let root = tempfile::tempdir().unwrap();
        with_ssh(root.path(), 0o755);
        let set = root.path().join("ssh");
        assert_eq!(program_or(Some(&set)).unwrap(), set);
        for bad in [Path::new("ssh"), Path::new("./ssh"), root.path()] {
            assert!(matches!(program_or(Some(bad)), Err(Error::NoProgram { path: Some(_) })), "{bad:?}");
        }
    }
}
