//! The store of each operating system: how it is opened, unlocked and asked whether it is there, and what its failures mean.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
pub(crate) use linux::{LONGEST, System, classify};

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub(crate) use windows::{LONGEST, System, classify};

#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "macos")]
pub(crate) use macos::{LONGEST, System, classify};

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
compile_error!("a keychain is known for Linux, macOS and Windows");
