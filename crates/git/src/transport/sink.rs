//! The pack sink: a pack is indexed by gix on all cores while it arrives, and libgit2, which would need twice as long on
//! one core, is given an empty pack and finds the objects in its database.

use std::fs::{self, File};
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gix_pack::bundle::write::{Options, Outcome};

use super::current::Current;
use super::gauge::{Gauges, Place};
use super::pack_stream::PackStream;
use super::pkt::Source;
use crate::error::Error;
use crate::progress::Stage;

/// The largest object or delta that is taken into memory. Guards against packs that blow up.
const OBJECT_LIMIT: usize = 1 << 30;

/// How often the watch looks at the flag and tells the progress.
const WATCH: Duration = Duration::from_millis(50);

/// Bytes of a pack without objects.
const EMPTY: usize = 32;

/// A pack without objects: header and trailer.
pub(super) fn empty_pack() -> [u8; EMPTY] {
    *b"PACK\0\0\0\x02\0\0\0\0\x02\x9d\x08\x82\x3b\xd8\xa8\xea\xb5\x10\xad\x6a\xc7\x5c\x82\x3c\xfd\x3e\xd3\x1e"
}

/// Takes the pack off the wire into `folder` and makes it usable: read-only, on disk, without `.keep`.
pub(super) fn write<S: Source>(stream: &mut PackStream<'_, S>, folder: &Path, current: &Current) -> Result<(), Error> {
    let outcome = index(stream, folder, current);
    // What stopped the stream is the cause; what gix says then only follows from it.
    if let Some(error) = stream.failure() {
        return Err(error);
    }
    if current.context.cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let outcome = outcome?;
    drain(stream)?;
    settle(&outcome)
}

/// Removes the empty pack that libgit2 made a file of.
pub(crate) fn remove_empty_pack(folder: &Path) -> io::Result<()> {
    let pack = folder.join("pack-029d08823bd8a8eab510ad6ac75c823cfd3ed31e.pack");
    match fs::metadata(&pack) {
        Ok(facts) if facts.len() == EMPTY as u64 => {
            for file in [pack.with_extension("idx"), pack] {
                match fs::remove_file(file) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn index<S: Source>(stream: &mut PackStream<'_, S>, folder: &Path, current: &Current) -> Result<Outcome, Error> {
    let gauges = Arc::new(Gauges::default());
    let interrupt = AtomicBool::new(false);
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                if current.context.cancel.is_cancelled() {
                    interrupt.store(true, Ordering::SeqCst);
                }
                tell(&gauges, current);
                std::thread::park_timeout(WATCH);
            }
        });
        let result = catch_unwind(AssertUnwindSafe(|| {
            let options = Options { alloc_limit_bytes: Some(OBJECT_LIMIT), ..Options::default() };
            let bases = bases(folder);
            let mut root = Place::root(&gauges);
            gix_pack::Bundle::write_to_directory(
                stream,
                Some(folder),
                &mut root,
                &interrupt,
                bases,
                gix_hash::Kind::Sha1,
                options,
            )
        }));
        over.store(true, Ordering::SeqCst);
        watch.thread().unpark();
        tell(&gauges, current);
        match result {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(error)) => Err(Error::Damaged { detail: crate::shown::visible(&format!("the server's pack: {error}")) }),
            Err(_) => Err(Error::Damaged { detail: "the server's pack could not be read".to_owned() }),
        }
    })
}

/// The objects that are here already: a server sends only what differs from them. None in a repository without any, whose pack
/// must be whole.
fn bases(packs: &Path) -> Option<gix_odb::Handle> {
    let objects = packs.parent()?;
    let names = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let loose = names(objects).any(|name| name.len() == 2);
    let packed = names(packs).any(|name| Path::new(&name).extension().is_some_and(|end| end == "idx"));
    let elsewhere = objects.join("info").join("alternates").exists();
    // Without them the pack is refused, with its reason.
    (loose || packed || elsewhere).then(|| gix_odb::at(objects, gix_hash::Kind::Sha1).ok()).flatten()
}

fn tell(gauges: &Gauges, current: &Current) {
    match (gauges.resolved.read(), gauges.objects.read()) {
        ((done, total), _) if total > 0 => current.reporter.at(Stage::Resolving, done, total),
        (_, (done, total)) if total > 0 => current.reporter.at(Stage::Receiving, done, total),
        _ => {}
    }
}

/// After the trailer nothing but the flush packet may come.
fn drain<S: Source>(stream: &mut PackStream<'_, S>) -> Result<(), Error> {
    let more = stream.fill_buf().map(|rest| !rest.is_empty());
    match (more, stream.failure()) {
        (_, Some(error)) => Err(error),
        (Ok(false), None) => Ok(()),
        _ => Err(Error::Damaged { detail: "the server's pack goes on after its end".to_owned() }),
    }
}

fn settle(outcome: &Outcome) -> Result<(), Error> {
    if let (Some(pack), Some(index)) = (&outcome.data_path, &outcome.index_path) {
        // gix writes what it read, which may be more than the pack.
        let mut file = File::open(pack)?;
        let mut trailer = [0; 20];
        file.seek(SeekFrom::End(-20))?;
        file.read_exact(&mut trailer)?;
        if trailer != outcome.index.data_hash.as_slice() {
            return Err(Error::Damaged { detail: "the server's pack goes on after its end".to_owned() });
        }
        for path in [pack, index] {
            let file = File::open(path)?;
            read_only(&file)?;
            file.sync_all()?;
        }
        #[cfg(unix)]
        if let Some(folder) = pack.parent() {
            File::open(folder)?.sync_all()?;
        }
    }
    // Last: until here it keeps a `git gc` off the new pack.
    if let Some(keep) = &outcome.keep_path {
        fs::remove_file(keep)?;
    }
    Ok(())
}

fn read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o444);
    #[cfg(not(unix))]
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}
