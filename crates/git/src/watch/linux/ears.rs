//! Folders under inotify. By ourselves: `notify` also listens for files that are opened, so that each look of ours at a large
//! repository fills the system's queue; it follows links out of the repository; and it tells of a new folder before it watches it.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init, remove_watch};
use rustix::fs::statfs;
use rustix::io::Errno;

use crate::watch::Places;

/// More than the system keeps for anybody who has not asked for more: who waits for the end of a storm must not wait for ever.
const AT_A_TIME: usize = 20_000;
/// Kinds of disks where others change files and nobody here is told: NFS, SMB in its ages, FUSE (SSH and the like), Plan 9, AFS,
/// Ceph, shared folders of virtual machines.
const REMOTE: [u64; 9] =
    [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x5346_414f, 0x00c3_6400, 0x786f_4256];

/// Why nothing can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The system has no more room for watches.
    Crowded,
    /// Some of what is told was lost.
    Overflow,
    /// What is watched is no longer there.
    Gone,
    /// It is on a disk where others change files unheard.
    Remote,
}

/// The ears: folders by their number, and their numbers.
pub(super) struct Ears {
    queue: Arc<OwnedFd>,
    folders: HashMap<i32, PathBuf>,
    numbers: BTreeMap<PathBuf, i32>,
    roots: Vec<PathBuf>,
}

struct Event {
    number: i32,
    kind: ReadFlags,
    name: Option<Vec<u8>>,
}

impl Ears {
    /// Begins to listen everywhere.
    pub(super) fn open(places: &Places) -> Result<Self, Trouble> {
        let queue = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).map_err(|_| Trouble::Crowded)?;
        let roots: Vec<PathBuf> = places.roots().into_iter().map(Path::to_owned).collect();
        let mut ears = Self { queue: Arc::new(queue), folders: HashMap::new(), numbers: BTreeMap::new(), roots: roots.clone() };
        for root in roots {
            if statfs(&root).is_ok_and(|facts| is_remote(facts.f_type.cast_unsigned())) {
                return Err(Trouble::Remote);
            }
            ears.add(places, root.clone())?;
            if !ears.numbers.contains_key(&root) {
                return Err(Trouble::Gone);
            }
        }
        Ok(ears)
    }

    /// What becomes readable when there is something to hear.
    pub(super) fn queue(&self) -> Arc<OwnedFd> {
        Arc::clone(&self.queue)
    }

    /// Takes all that was told by now.
    pub(super) fn drain(&mut self, places: &Places, tell: &mut impl FnMut(PathBuf)) -> Result<(), Trouble> {
        for event in self.read()? {
            self.hear(places, event, tell)?;
        }
        Ok(())
    }

    fn read(&self) -> Result<Vec<Event>, Trouble> {
        let mut buffer = vec![MaybeUninit::uninit(); 64 * 1024];
        let mut reader = Reader::new(&*self.queue, &mut buffer);
        let mut events = Vec::new();
        loop {
            match reader.next() {
                Ok(event) if event.events().contains(ReadFlags::QUEUE_OVERFLOW) => return Err(Trouble::Overflow),
                Ok(event) => events.push(Event {
                    number: event.wd(),
                    kind: event.events(),
                    name: event.file_name().map(|name| name.to_bytes().to_vec()),
                }),
                Err(Errno::AGAIN) => return Ok(events),
                Err(Errno::INTR) => {}
                Err(_) => return Err(Trouble::Overflow),
            }
            if events.len() >= AT_A_TIME && reader.is_buffer_empty() {
                return Ok(events);
            }
        }
    }

    fn hear(&mut self, places: &Places, event: Event, tell: &mut impl FnMut(PathBuf)) -> Result<(), Trouble> {
        if event.kind.contains(ReadFlags::IGNORED) {
            if let Some(folder) = self.folders.remove(&event.number)
                && self.numbers.get(&folder) == Some(&event.number)
            {
                self.numbers.remove(&folder);
            }
            return Ok(());
        }
        // Told of a folder that moved away before: who told of its new place told of all that is in it.
        let Some(folder) = self.folders.get(&event.number) else { return Ok(()) };
        let ended = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
        if event.kind.intersects(ended) {
            return if self.roots.contains(folder) { Err(Trouble::Gone) } else { Ok(()) };
        }
        let path = event.name.map_or_else(|| folder.clone(), |name| folder.join(OsStr::from_bytes(&name)));
        if event.kind.contains(ReadFlags::ISDIR) {
            if event.kind.contains(ReadFlags::MOVED_FROM) {
                self.remove(&path);
            }
            // Before it is told: what comes into it later is told by itself.
            if event.kind.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO) {
                self.add(places, path.clone())?;
            }
        }
        tell(path);
        Ok(())
    }

    /// A folder and all below it, as far as they can be read and somebody wants to know.
    fn add(&mut self, places: &Places, folder: PathBuf) -> Result<(), Trouble> {
        let wanted = WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MODIFY
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::ATTRIB
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR
            | WatchFlags::DONT_FOLLOW
            | WatchFlags::EXCL_UNLINK;
        let mut waiting = vec![folder];
        while let Some(folder) = waiting.pop() {
            match add_watch(&*self.queue, &folder, wanted) {
                Ok(number) => self.know(number, folder.clone()),
                Err(Errno::NOSPC | Errno::NOMEM) => return Err(Trouble::Crowded),
                // It went again, or is not ours to read: then Git does not read it either.
                Err(_) => continue,
            }
            let inside = fs::read_dir(&folder).into_iter().flatten().flatten();
            let folders = inside.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path());
            // The Git folder itself is told as noise, and yet what is in it is wanted.
            waiting.extend(folders.filter(|path| *path == places.git_folder || !places.is_noise(path)));
        }
        Ok(())
    }

    fn know(&mut self, number: i32, folder: PathBuf) {
        // The same folder under its new name.
        if let Some(before) = self.folders.insert(number, folder.clone())
            && self.numbers.get(&before) == Some(&number)
        {
            self.numbers.remove(&before);
        }
        self.numbers.insert(folder, number);
    }

    fn remove(&mut self, folder: &Path) {
        let below: Vec<PathBuf> = self
            .numbers
            .range(folder.to_owned()..)
            .map(|(path, _)| path)
            .take_while(|path| path.starts_with(folder))
            .cloned()
            .collect();
        for path in below {
            if let Some(number) = self.numbers.remove(&path) {
                self.folders.remove(&number);
                // It may have gone by itself.
                let _ = remove_watch(&*self.queue, number);
            }
        }
    }
}

/// True for a disk where others change files and nobody here is told.
fn is_remote(kind: u64) -> bool {
    REMOTE.contains(&(kind & 0xffff_ffff))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

    use super::*;

    #[test]
    fn what_the_system_could_not_keep_is_said_to_be_lost() {
        let root = tempfile::tempdir().unwrap();
        let work_tree = root.path().to_owned();
        let git_folder = work_tree.join(".git");
        let places = Places { work_tree: Some(work_tree.clone()), git_folder: git_folder.clone(), common_folder: git_folder };
        let mut ears = Ears::open(&places).unwrap();
        let kept: usize = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap().trim().parse().unwrap();
        let mut told = Vec::new();
        fs::write(work_tree.join("first"), "").unwrap();
        ears.drain(&places, &mut |path| told.push(path)).unwrap();
        assert!(told.contains(&work_tree.join("first")));
        // Two names take turns, so that no two events are alike and become one.
        for round in 0..kept {
            fs::create_dir(work_tree.join((round % 2).to_string())).unwrap();
            fs::remove_dir(work_tree.join((round % 2).to_string())).unwrap();
        }
        assert_eq!(ears.drain(&places, &mut |_| {}), Err(Trouble::Overflow));
    }

    #[test]
    fn a_disk_elsewhere_is_told_from_one_that_is_here() {
        let root = tempfile::tempdir().unwrap();
        assert!(!is_remote(statfs(root.path()).unwrap().f_type.cast_unsigned()));
        assert!(is_remote(rustix::fs::NFS_SUPER_MAGIC.cast_unsigned()));
        // A number that does not fit is told as a negative one by some systems.
        assert!(is_remote(i64::from(0xff53_4d42_u32.cast_signed()).cast_unsigned()));
    }

    #[test]
    fn a_new_folder_is_listened_to_before_it_is_told() {
        let root = tempfile::tempdir().unwrap();
        let work_tree = root.path().to_owned();
        let git_folder = work_tree.join(".git");
        let places = Places { work_tree: Some(work_tree.clone()), git_folder: git_folder.clone(), common_folder: git_folder };
        let mut ears = Ears::open(&places).unwrap();
        fs::create_dir_all(work_tree.join("a/b")).unwrap();
        let mut late = Vec::new();
        ears.drain(&places, &mut |_| {
            // While it is told, somebody writes into it.
            fs::write(work_tree.join("a/b/file"), "").unwrap();
        })
        .unwrap();
        ears.drain(&places, &mut |path| late.push(path)).unwrap();
        assert!(late.contains(&work_tree.join("a/b/file")), "{late:?}");
        fs::rename(work_tree.join("a"), work_tree.join("c")).unwrap();
        ears.drain(&places, &mut |_| {}).unwrap();
        fs::write(work_tree.join("c/b/file"), "x").unwrap();
        let mut told = Vec::new();
        ears.drain(&places, &mut |path| told.push(path)).unwrap();
        assert!(told.contains(&work_tree.join("c/b/file")) && told.iter().all(|path| !path.starts_with(work_tree.join("a"))));
    }
}
