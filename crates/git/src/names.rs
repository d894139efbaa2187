//! Names of files, which are bytes to Git and something else to each system.

use std::ffi::OsStr;
use std::path::PathBuf;

/// A path within a repository, as this system writes it.
#[cfg(unix)]
pub(crate) fn path_of(name: &[u8]) -> PathBuf {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name).into()
}

/// A path within a repository, as this system writes it.
#[cfg(not(unix))]
pub(crate) fn path_of(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

/// The bytes that Git would use.
#[cfg(unix)]
pub(crate) fn bytes_of(name: &OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name).to_vec()
}

/// The bytes that Git would use.
#[cfg(not(unix))]
pub(crate) fn bytes_of(name: &OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}
