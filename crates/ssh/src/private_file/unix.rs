//! Modes, links and durability on Unix.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::Readers;

fn mode(readers: Readers) -> u32 {
    match readers {
        Readers::Owner => 0o600,
        Readers::Everyone => 0o644,
    }
}

pub(super) fn prepare(options: &mut OpenOptions, readers: Readers) {
    // The flag's bit is the same in both types; it only changes its sign.
    options.mode(mode(readers)).custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
}

/// The mode given at creation is never wider than this, but an unusual umask makes it narrower.
pub(super) fn restrict(file: &File, _path: &Path, readers: Readers) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(mode(readers)))
}

/// Makes the new names durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

    use super::*;

    /// T5.3: the mode is right from the first moment, not only after it was set once more.
    #[test]
    fn a_private_file_is_born_private() {
        let folder = tempfile::tempdir().unwrap();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        prepare(&mut options, Readers::Owner);
        let file = options.open(folder.path().join("key")).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}
