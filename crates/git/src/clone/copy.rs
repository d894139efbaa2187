//! Object files from one database into another: linked where that is possible, copied where not.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::error::Error;
use crate::progress::{Reporter, Stage};

/// Whom to ask and tell while copying.
pub(super) struct Watch<'a> {
    pub(super) cancel: &'a net::Cancel,
    pub(super) reporter: &'a Reporter,
}

/// Bytes between two looks at the flag.
const PIECE: usize = 1 << 20;

/// Takes over loose objects, packs and commit-graphs. Links are not followed: they could lead to any file.
pub(super) fn folder(from: &Path, to: &Path, watch: &Watch<'_>) -> Result<(), Error> {
    for (file, below) in [("pack", PACKS), ("info", INFO)] {
        files(&from.join(file), &to.join(file), watch, |name| below.iter().any(|end| name.ends_with(end)))?;
    }
    let graphs = ["info", "commit-graphs"].iter().collect::<std::path::PathBuf>();
    files(&from.join(&graphs), &to.join(&graphs), watch, |name| name.starts_with("graph-") || name == "commit-graph-chain")?;
    for first in 0..=u8::MAX {
        let fan = format!("{first:02x}");
        files(&from.join(&fan), &to.join(&fan), watch, |name| {
            name.len() == 38 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
        })?;
    }
    Ok(())
}

const PACKS: &[&str] = &[".pack", ".idx", ".rev", ".bitmap", ".mtimes", "multi-pack-index"];
const INFO: &[&str] = &["commit-graph"];

fn files(from: &Path, to: &Path, watch: &Watch<'_>, wanted: impl Fn(&str) -> bool) -> Result<(), Error> {
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if watch.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        if name.to_str().is_some_and(&wanted) && entry.file_type()?.is_file() {
            fs::create_dir_all(to)?;
            take_over(&entry.path(), &to.join(name), watch)?;
        }
    }
    Ok(())
}

fn take_over(from: &Path, to: &Path, watch: &Watch<'_>) -> Result<(), Error> {
    if to.exists() {
        // The same name is the same content: it came from an alternate too.
        return Ok(());
    }
    let size = fs::metadata(from)?.len();
    if fs::hard_link(from, to).is_ok() {
        watch.reporter.received(usize::try_from(size).unwrap_or(usize::MAX));
        watch.reporter.at(Stage::Receiving, 0, 0);
        return Ok(());
    }
    let (mut source, mut copy) = (File::open(from)?, File::create_new(to)?);
    let mut piece = vec![0; PIECE];
    loop {
        if watch.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        match source.read(&mut piece)? {
            0 => break,
            length => {
                copy.write_all(&piece[..length])?;
                watch.reporter.received(length);
            }
        }
    }
    copy.set_permissions(source.metadata()?.permissions())?;
    copy.sync_all()?;
    Ok(())
}
