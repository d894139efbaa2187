//! The folders that hold files of the index, and reading them.

use std::ops::Range;
use std::path::Path;

use super::Suspects;
use crate::index_file::Entries;
use crate::stat::Written;

/// Folders, each after the one it lies in.
pub(super) struct Folders<'i> {
    entries: &'i Entries,
    all: Vec<Folder<'i>>,
}

/// A folder that holds files of the index, at some depth.
struct Folder<'i> {
    path: &'i [u8],
    parent: usize,
    /// Places of the entries right in it, by name.
    files: Vec<usize>,
    /// Names of the folders in it that hold files of the index, sorted.
    folders: Vec<&'i [u8]>,
}

/// What reading a folder told.
enum Read {
    /// No folder, or none that can be read.
    Gone,
    /// Places of entries to look at (true: only because they are young) and paths that the index does not know.
    Suspects(Vec<(usize, bool)>, Vec<Vec<u8>>),
    /// Names are not what they seem.
    Odd,
}

impl<'i> Folders<'i> {
    /// Those of entries that all lie in `top`.
    pub(super) fn of(top: &'i [u8], entries: &'i Entries, range: Range<usize>) -> Self {
        let folder = |path, parent| Folder { path, parent, files: Vec::new(), folders: Vec::new() };
        let mut all = vec![folder(top, 0)];
        let mut way = vec![0];
        for place in range {
            let path = entries.get(place).path;
            let inside = path.iter().rposition(|byte| *byte == b'/').map_or(&[][..], |end| &path[..end]);
            while let Some(last) = way.last()
                && !is_within(inside, all[*last].path)
            {
                way.pop();
            }
            let mut last = way.last().copied().unwrap_or(0);
            while all[last].path.len() < inside.len() {
                let begin = if all[last].path.is_empty() { 0 } else { all[last].path.len() + 1 };
                let end = inside[begin..].iter().position(|byte| *byte == b'/').map_or(inside.len(), |end| begin + end);
                all[last].folders.push(&inside[begin..end]);
                all.push(folder(&inside[..end], last));
                last = all.len() - 1;
                way.push(last);
            }
            all[last].files.push(place);
        }
        for folder in &mut all {
            folder.folders.sort_unstable();
        }
        Self { entries, all }
    }

    /// Reads all of them. False where names are not what they seem.
    pub(super) fn read(&self, root: &Path, written: Written, found: &mut Suspects) -> bool {
        let reads = read_all(self, root, written);
        let mut gone = vec![false; self.all.len()];
        for (place, read) in reads.into_iter().enumerate() {
            let folder = &self.all[place];
            gone[place] = matches!(read, Read::Gone) || place > 0 && gone[folder.parent];
            match read {
                _ if gone[place] => folder.files.iter().for_each(|file| found.suspect(self.entries.get(*file))),
                Read::Suspects(entries, new) => {
                    for (file, young) in entries {
                        let entry = self.entries.get(file);
                        if young {
                            found.suspect_young(entry);
                        } else {
                            found.suspect(entry);
                        }
                    }
                    found.paths.extend(new);
                }
                Read::Gone => {}
                Read::Odd => return false,
            }
        }
        true
    }
}

fn is_within(path: &[u8], folder: &[u8]) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}

fn name(path: &[u8]) -> &[u8] {
    path.iter().rposition(|byte| *byte == b'/').map_or(path, |end| &path[end + 1..])
}

#[cfg(target_os = "linux")]
fn read_all(folders: &Folders<'_>, root: &Path, written: Written) -> Vec<Read> {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Folders that a thread takes at a time.
    const BATCH: usize = 32;
    /// Fewer folders are not worth a thread.
    const FEW: usize = 64;
    let count = folders.all.len();
    let read = |folder: &Folder<'_>| linux::read(folders.entries, folder, root, written);
    let threads = if count < FEW { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(8) };
    if threads == 1 {
        return folders.all.iter().map(read).collect();
    }
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        let mut own = Vec::new();
        loop {
            let begin = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(batch) = folders.all.get(begin..count.min(begin + BATCH)).filter(|batch| !batch.is_empty()) else { break };
            own.push((begin, batch.iter().map(read).collect::<Vec<_>>()));
        }
        done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut own);
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut batches = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    batches.sort_unstable_by_key(|batch| batch.0);
    batches.into_iter().flat_map(|batch| batch.1).collect()
}

/// Other systems have no numbers of files that are easy to ask for: everything is compared.
#[cfg(not(target_os = "linux"))]
fn read_all(_: &Folders<'_>, _: &Path, _: Written) -> Vec<Read> {
    vec![Read::Odd]
}

#[cfg(target_os = "linux")]
mod linux {
    //! One folder, opened once.

    use std::path::Path;

    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, open, statat};

    use super::{Folder, Read, name};
    use crate::index_file::Entries;
    use crate::modes::GITLINK;
    use crate::names::path_of;
    use crate::stat::{self, Match, Written};

    pub(super) fn read(entries: &Entries, folder: &Folder<'_>, root: &Path, written: Written) -> Read {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let Ok(handle) = open(root.join(path_of(folder.path)), flags, Mode::empty()) else { return Read::Gone };
        let Ok(names) = Dir::read_from(&handle) else { return Read::Gone };
        let (mut suspects, mut new) = (Vec::new(), Vec::new());
        let mut seen = vec![false; folder.files.len()];
        for found in names {
            let Ok(found) = found else { return Read::Gone };
            let called = found.file_name().to_bytes();
            match called {
                b"." | b".." => continue,
                b".git" if folder.path.is_empty() => continue,
                // A repository within, among files of ours.
                b".git" => return Read::Odd,
                _ => {}
            }
            let facts = || statat(&handle, found.file_name(), AtFlags::SYMLINK_NOFOLLOW);
            let Ok(first) = folder.files.binary_search_by(|place| name(entries.get(*place).path).cmp(called)) else {
                let is_folder = match found.file_type() {
                    FileType::Unknown => facts().is_ok_and(|facts| FileType::from_raw_mode(facts.st_mode).is_dir()),
                    kind => kind.is_dir(),
                };
                if !is_folder || folder.folders.binary_search(&called).is_err() {
                    let way: &[u8] = if folder.path.is_empty() { b"" } else { b"/" };
                    new.push([folder.path, way, called, if is_folder { b"/" } else { b"" }].concat());
                }
                continue;
            };
            let Ok(facts) = facts() else { continue };
            let same = |place: &usize| name(entries.get(*place).path) == called;
            let begin = folder.files[..first].iter().rposition(|place| !same(place)).map_or(0, |before| before + 1);
            for (at, place) in folder.files.iter().enumerate().skip(begin).take_while(|(_, place)| same(place)) {
                seen[at] = true;
                let entry = entries.get(*place);
                if FileType::from_raw_mode(facts.st_mode).is_dir() && entry.mode() != GITLINK {
                    return Read::Odd;
                }
                match stat::compare(entry.remembered(), &facts, written) {
                    Match::Same => {}
                    Match::Young => suspects.push((*place, true)),
                    Match::Other => suspects.push((*place, false)),
                }
            }
        }
        suspects.extend(folder.files.iter().zip(seen).filter(|(_, seen)| !seen).map(|(place, _)| (*place, false)));
        Read::Suspects(suspects, new)
    }
}
