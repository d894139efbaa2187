//! Where things are on this computer unless somebody says otherwise: the same for the window and the terminal.

use std::env;
use std::path::PathBuf;

/// The keychain holds our secrets under this name.
pub const KEYCHAIN_APPLICATION: &str = "dev.bough.desktop";

/// The port to which browsers bring answers. Fixed, because it is part of an address that administrators register; below the
/// ports that systems give out by themselves.
pub const LOOPBACK_PORT: u16 = 28469;

/// The person's home.
pub fn home() -> Option<PathBuf> {
    env::home_dir().filter(|home| home.is_absolute())
}

/// Bough's own folder.
pub fn data_folder() -> Option<PathBuf> {
    if cfg!(target_os = "macos") {
        return Some(home()?.join("Library/Application Support/dev.bough.desktop"));
    }
    if cfg!(windows) {
        return absolute("APPDATA").map(|roaming| roaming.join("Bough"));
    }
    // The XDG rules say that a relative folder is to be passed over.
    Some(absolute("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))?.join("bough"))
}

fn absolute(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}
