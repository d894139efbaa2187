//! The entries of an index file as they lie in it, and the tree that it would become, where it says so (extension `TREE`). Read by
//! ourselves: libgit2 spends more time on reading a large index than looking at all of its files takes, and keeps that tree to
//! itself. Format: gitformat-index(5). What we don't understand is nothing.

use std::fs;
use std::ops::Range;
use std::path::Path;

use git2::{IndexEntry, IndexTime, Oid};

/// Times, place, mode, owner and size of a file.
const FACTS: usize = 40;
const ID: usize = 20;
const FLAGS: usize = FACTS + ID;
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;

/// The entries, in their order.
pub(crate) struct Entries {
    bytes: Vec<u8>,
    /// Where each begins.
    places: Vec<usize>,
    /// Which of them are files of attributes.
    attributes: Vec<usize>,
    tree: Option<Oid>,
}

/// An entry.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'e> {
    raw: &'e [u8],
    /// The path.
    pub(crate) path: &'e [u8],
}

impl Entries {
    /// Of an index file; none where it is missing or not understood.
    pub(crate) fn read(index: &Path) -> Option<Self> {
        Self::parse(fs::read(index).ok()?)
    }

    fn parse(bytes: Vec<u8>) -> Option<Self> {
        if bytes.get(..4)? != b"DIRC" {
            return None;
        }
        let (version, count) = (number(&bytes, 4)?, number(&bytes, 8)? as usize);
        let places = Vec::with_capacity(count.min(bytes.len() / FLAGS));
        let mut entries = Self { bytes: Vec::new(), places, attributes: Vec::new(), tree: None };
        let mut at = 12;
        for _ in 0..count {
            at = match version {
                2 | 3 => {
                    entries.places.push(at);
                    after(&bytes, at)?
                }
                4 => entries.spell_out(&bytes, at)?,
                _ => return None,
            };
        }
        // What follows the extensions is a checksum.
        while at + 8 + ID <= bytes.len() {
            let (name, size) = (bytes.get(at..at + 4)?, number(&bytes, at + 4)? as usize);
            let data = bytes.get(at + 8..(at + 8).checked_add(size)?)?;
            match name {
                b"TREE" => entries.tree = root_of(data),
                // Others are elsewhere, or whole folders stand for what is in them.
                b"link" | b"sdir" => return None,
                _ => {}
            }
            at += 8 + size;
        }
        if version < 4 {
            entries.bytes = bytes;
        }
        let order = |place: usize| (entries.get(place).path, entries.get(place).stage());
        if !(1..entries.len()).all(|place| order(place - 1) < order(place)) {
            return None;
        }
        entries.attributes = (0..entries.len()).filter(|place| is_attributes(entries.get(*place).path)).collect();
        Some(entries)
    }

    /// Version 4 keeps of each name only what differs from the one before: here it is written out as in version 3.
    fn spell_out(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let flags = flags(bytes, at)?;
        let mut place = at + header(flags);
        // The length of what goes: seven bits a byte, the highest bit says that more follow, each of which counts one more.
        let mut byte = *bytes.get(place)?;
        let mut cut = usize::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            place += 1;
            byte = *bytes.get(place)?;
            cut = cut.checked_add(1)?.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))?;
        }
        let end = end(bytes, place + 1)?;
        let before = self.places.last().map_or(&[][..], |last| entry(&self.bytes, *last).path);
        let name = [before.get(..before.len().checked_sub(cut)?)?, &bytes[place + 1..end]].concat();
        self.places.push(self.bytes.len());
        self.bytes.extend_from_slice(bytes.get(at..at + header(flags))?);
        self.bytes.extend_from_slice(&name);
        self.bytes.push(0);
        Some(end + 1)
    }

    /// The tree that the index would become; none where it is not written down.
    pub(crate) fn tree(&self) -> Option<Oid> {
        self.tree
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// One of them.
    pub(crate) fn get(&self, place: usize) -> Entry<'_> {
        entry(&self.bytes, self.places[place])
    }

    /// Those of files of attributes, which say something of other files.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = IndexEntry> + '_ {
        self.attributes.iter().map(|place| self.get(*place).owned())
    }

    /// Those at a path: several in a conflict.
    pub(crate) fn at(&self, path: &[u8]) -> Range<usize> {
        let begin = self.places.partition_point(|place| entry(&self.bytes, *place).path < path);
        let end = (begin..self.len()).find(|place| self.get(*place).path != path);
        begin..end.unwrap_or(self.len())
    }

    /// Those below a folder.
    pub(crate) fn below(&self, folder: &[u8]) -> Range<usize> {
        let prefix = [folder, b"/"].concat();
        let begin = self.places.partition_point(|place| entry(&self.bytes, *place).path < &prefix[..]);
        let after = [folder, b"0"].concat();
        begin..self.places.partition_point(|place| entry(&self.bytes, *place).path < &after[..])
    }
}

impl Entry<'_> {
    fn number(&self, at: usize) -> u32 {
        number(self.raw, at).unwrap_or_default()
    }

    #[expect(clippy::cast_possible_wrap, reason = "the file holds the bits")]
    fn time(&self, at: usize) -> IndexTime {
        IndexTime::new(self.number(at) as i32, self.number(at + 4))
    }

    /// Such as `0o100644`.
    pub(crate) fn mode(&self) -> u32 {
        self.number(24)
    }

    /// Which side of a conflict it is; 0 without one.
    pub(crate) fn stage(&self) -> u16 {
        flags(self.raw, 0).unwrap_or_default() & STAGE
    }

    /// As libgit2 has it.
    pub(crate) fn owned(&self) -> IndexEntry {
        let flags = flags(self.raw, 0).unwrap_or_default();
        let more = if flags & EXTENDED == 0 { 0 } else { half(self.raw, FLAGS + 2).unwrap_or_default() };
        IndexEntry {
            ctime: self.time(0),
            mtime: self.time(8),
            dev: self.number(16),
            ino: self.number(20),
            mode: self.mode(),
            uid: self.number(28),
            gid: self.number(32),
            file_size: self.number(36),
            id: Oid::from_bytes(&self.raw[FACTS..FLAGS]).unwrap_or(Oid::ZERO_SHA1),
            flags,
            flags_extended: more,
            path: self.path.to_vec(),
        }
    }

    /// What is remembered of its file: mode, size, times, number, owners. None where it is not the file that decides: in
    /// conflicts, and where the person has wishes.
    pub(crate) fn remembered(&self) -> Option<Remembered> {
        let special = flags(self.raw, 0).unwrap_or_default() & 0xf000 != 0;
        (!special).then(|| Remembered {
            mode: self.mode(),
            size: self.number(36),
            mtime: (self.number(8), self.number(12)),
            ctime: (self.number(0), self.number(4)),
            number: self.number(20),
            owners: (self.number(28), self.number(32)),
        })
    }
}

/// What an entry remembers of its file; the lower 32 bits of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Remembered {
    pub(crate) mode: u32,
    pub(crate) size: u32,
    pub(crate) mtime: (u32, u32),
    pub(crate) ctime: (u32, u32),
    pub(crate) number: u32,
    pub(crate) owners: (u32, u32),
}

/// An entry of version 2 or 3 whose end was found before.
fn entry(bytes: &[u8], at: usize) -> Entry<'_> {
    let flags = flags(bytes, at).unwrap_or_default();
    let name = at + header(flags);
    let end = name_end(bytes, name, flags).unwrap_or(name);
    Entry { raw: &bytes[at..name], path: &bytes[name..end] }
}

fn is_attributes(path: &[u8]) -> bool {
    path.strip_suffix(b".gitattributes").is_some_and(|folder| folder.is_empty() || folder.ends_with(b"/"))
}

fn header(flags: u16) -> usize {
    FLAGS + if flags & EXTENDED == 0 { 2 } else { 4 }
}

fn name_end(bytes: &[u8], name: usize, flags: u16) -> Option<usize> {
    match usize::from(flags & 0xfff) {
        0xfff => end(bytes, name),
        length => Some(name + length).filter(|end| *end < bytes.len()),
    }
}

/// One to eight zeros follow a name, so that entries are a multiple of eight bytes long.
fn after(bytes: &[u8], at: usize) -> Option<usize> {
    let flags = flags(bytes, at)?;
    let end = name_end(bytes, at + header(flags), flags)?;
    Some(at + (end - at + 8) / 8 * 8)
}

fn end(bytes: &[u8], from: usize) -> Option<usize> {
    Some(from + bytes.get(from..)?.iter().position(|byte| *byte == 0)?)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn flags(bytes: &[u8], at: usize) -> Option<u16> {
    half(bytes, at + FLAGS)
}

/// The first tree is the root: an empty name, how many entries it covers, how many trees are in it, its id. One that was touched
/// covers -1 and has no id.
fn root_of(data: &[u8]) -> Option<Oid> {
    let rest = data.strip_prefix(b"\0")?;
    let line = rest.iter().position(|byte| *byte == b'\n')?;
    let covered: i64 = std::str::from_utf8(&rest[..line]).ok()?.split(' ').next()?.parse().ok()?;
    let id = rest.get(line + 1..line + 1 + ID)?;
    (covered >= 0).then(|| Oid::from_bytes(id).ok()).flatten()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

    use std::process::Command;

    use super::*;

    fn git(folder: &Path, words: &[&str]) -> String {
        let mut command = Command::new("git");
        command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "index.threads=1"]);
        let output = command.args(words).output().unwrap();
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    fn tree(index: &Path) -> Option<Oid> {
        Entries::read(index)?.tree()
    }

    /// What libgit2 reads, but for what it makes of flags.
    fn as_libgit2(index: &Path) {
        let (ours, theirs) = (Entries::read(index).unwrap(), git2::Index::open(index).unwrap());
        assert_eq!(ours.len(), theirs.len());
        for (place, theirs) in theirs.iter().enumerate() {
            let own = ours.get(place).owned();
            assert_eq!((&own.path, own.id, own.mode), (&theirs.path, theirs.id, theirs.mode));
            assert_eq!(
                (own.mtime, own.ctime, own.file_size, own.ino),
                (theirs.mtime, theirs.ctime, theirs.file_size, theirs.ino)
            );
            assert_eq!((own.uid, own.gid, own.flags_extended), (theirs.uid, theirs.gid, theirs.flags_extended));
            assert_eq!(ours.at(&own.path), place..place + 1);
        }
    }

    #[test]
    fn it_is_the_tree_that_git_would_write() {
        let root = tempfile::tempdir().unwrap();
        let (folder, index) = (root.path(), root.path().join(".git/index"));
        git(folder, &["init", "-q"]);
        assert_eq!(tree(&index), None);
        for (number, length) in [1_usize, 7, 8, 9, 40, 250].into_iter().enumerate() {
            let inside = folder.join(format!("d{number}"));
            fs::create_dir(&inside).unwrap();
            fs::write(inside.join("n".repeat(length)), "x").unwrap();
            fs::write(folder.join("m".repeat(length)), "x").unwrap();
        }
        git(folder, &["add", "-A"]);
        assert_eq!(tree(&index), None, "nobody made the tree yet");
        // The last time with a name that is longer than its entry can say, than a file system takes, and than libgit2 reads.
        for long in [false, true] {
            if long {
                let blob = git(folder, &["rev-parse", ":m"]);
                let deep = vec!["e".repeat(240); 18].join("/");
                git(folder, &["update-index", "--add", "--cacheinfo", &format!("100644,{blob},{deep}")]);
            }
            git(folder, &["commit", "-q", "-m", "Some"]);
            let tree = git(folder, &["rev-parse", "HEAD^{tree}"]);
            for version in ["2", "3", "4"] {
                git(folder, &["update-index", "--index-version", version]);
                assert_eq!(self::tree(&index).unwrap().to_string(), tree, "version {version}");
                if !long {
                    as_libgit2(&index);
                }
                let entries = Entries::read(&index).unwrap();
                let below: Vec<&[u8]> = entries.below(b"d1").map(|place| entries.get(place).path).collect();
                assert_eq!(below, [b"d1/nnnnnnn"], "version {version}");
            }
        }
        let tree = git(folder, &["rev-parse", "HEAD^{tree}"]);
        fs::write(folder.join("m"), "other").unwrap();
        git(folder, &["add", "m"]);
        assert_eq!(self::tree(&index), None, "it was touched");
        git(folder, &["write-tree"]);
        git(folder, &["add", "-N", "."]);
        fs::write(folder.join("promised"), "x").unwrap();
        git(folder, &["add", "-N", "promised"]);
        let promised = self::tree(&index).map(|tree| tree.to_string());
        assert!(promised.is_none_or(|cached| cached != tree));
    }

    #[test]
    fn what_is_cut_off_says_nothing() {
        let root = tempfile::tempdir().unwrap();
        git(root.path(), &["init", "-q"]);
        fs::write(root.path().join("file"), "x").unwrap();
        git(root.path(), &["add", "-A"]);
        git(root.path(), &["commit", "-q", "-m", "Begin"]);
        let whole = fs::read(root.path().join(".git/index")).unwrap();
        assert!(Entries::parse(whole.clone()).and_then(|entries| entries.tree()).is_some());
        for length in 0..whole.len() {
            let cut = Entries::parse(whole[..length].to_vec()).and_then(|entries| entries.tree());
            assert!(cut.is_none() || cut == Entries::parse(whole.clone()).and_then(|entries| entries.tree()));
        }
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            broken[place] = 0xff;
            // It need not be right, but it must come back.
            if let Some(entries) = Entries::parse(broken) {
                for place in 0..entries.len() {
                    entries.get(place).owned();
                }
            }
        }
    }
}
