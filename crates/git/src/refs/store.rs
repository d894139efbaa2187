//! Refs as files: `packed-refs`, loose files over it, HEAD. Read by ourselves, for both libraries look into each ref's
//! object, which takes seconds where there are many.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use gix_hash::ObjectId;

use crate::error::Error;
use crate::names::bytes_of;
use crate::repository::Head;

/// Symbolic refs that lead on, as many as Git follows.
const DEEPEST: usize = 5;

/// A ref and the object it names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct KnownRef {
    /// Full name.
    pub(crate) name: Vec<u8>,
    pub(crate) target: ObjectId,
    /// What a tag object leads to in the end, where the file says it.
    pub(crate) peeled: Option<ObjectId>,
    /// True where it names another ref.
    pub(crate) symbolic: bool,
}

/// Where HEAD points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum HeadRef {
    /// At a ref, and the object there if there is one.
    Symbolic(Vec<u8>, Option<ObjectId>),
    /// At an object.
    Object(ObjectId),
}

/// All refs below `heads`, `remotes`, `tags` and the stash, by name.
#[derive(Debug, Clone, Hash)]
pub(crate) struct RefStore {
    pub(crate) head: HeadRef,
    pub(crate) all: Vec<KnownRef>,
}

/// What the ref files look like from outside; a changed ref changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(u64);

enum Raw {
    Object(ObjectId, Option<ObjectId>),
    Symbolic(Vec<u8>),
}

type Raws = BTreeMap<Vec<u8>, Raw>;

impl HeadRef {
    /// The full name of the branch it points to.
    pub(crate) fn branch(&self) -> Option<&[u8]> {
        match self {
            Self::Symbolic(name, _) => Some(name),
            Self::Object(_) => None,
        }
    }

    pub(crate) fn shown(&self) -> Head {
        match self {
            Self::Object(commit) => Head::Detached { commit: commit.to_string() },
            Self::Symbolic(name, commit) => {
                let name = String::from_utf8_lossy(name.strip_prefix(b"refs/heads/").unwrap_or(name)).into_owned();
                match commit {
                    Some(commit) => Head::Branch { name, commit: commit.to_string() },
                    None => Head::Unborn { name },
                }
            }
        }
    }
}

impl RefStore {
    /// The object of a full name.
    pub(crate) fn find(&self, name: &[u8]) -> Option<ObjectId> {
        self.all.binary_search_by(|known| known.name[..].cmp(name)).ok().map(|position| self.all[position].target)
    }
}

impl Stamp {
    /// Of the files as they are now. Take it before reading: a change in between is then seen the next time.
    pub(crate) fn take(git_folder: &Path, common: &Path) -> Self {
        let mut hasher = DefaultHasher::new();
        for file in [git_folder.join("HEAD"), common.join("packed-refs"), common.join("shallow")] {
            hash_facts(&file, &mut hasher);
        }
        // A folder that can't be read is read again and complained about by `read`.
        let _ = walk(&common.join("refs"), b"refs", 0, &mut |name, file| {
            name.hash(&mut hasher);
            hash_facts(file, &mut hasher);
            Ok(())
        });
        Self(hasher.finish())
    }
}

/// Reads all refs. Files that hold no ref are passed over, as an interrupted write leaves them.
pub(crate) fn read(git_folder: &Path, common: &Path) -> Result<RefStore, Error> {
    let mut raws = packed(common)?;
    walk(&common.join("refs"), b"refs", 0, &mut |name, file| {
        if let Some(raw) = parse(&read_if_there(file)?) {
            raws.insert(name.to_vec(), raw);
        }
        Ok(())
    })?;
    let head = resolve_head(&head_file(git_folder)?, &raws)?;
    let shown: [&[u8]; 3] = [b"refs/heads/", b"refs/remotes/", b"refs/tags/"];
    let all = raws
        .iter()
        .filter(|(name, _)| shown.iter().any(|folder| name.starts_with(folder)) || name[..] == *b"refs/stash")
        .filter_map(|(name, raw)| {
            let (target, peeled) = resolve(raw, &raws, 0)?;
            Some(KnownRef { name: name.clone(), target, peeled, symbolic: matches!(raw, Raw::Symbolic(_)) })
        })
        .collect();
    Ok(RefStore { head, all })
}

/// Reads HEAD and what it points to, and no other ref unless that is packed.
pub(crate) fn read_head(git_folder: &Path, common: &Path) -> Result<HeadRef, Error> {
    let text = head_file(git_folder)?;
    let mut raws = Raws::new();
    if let Some(Raw::Symbolic(name)) = parse(&text) {
        let loose = std::str::from_utf8(&name).ok().map(|name| read_if_there(&common.join(name))).transpose()?;
        match loose.as_deref().and_then(parse) {
            Some(raw @ Raw::Object(..)) => _ = raws.insert(name, raw),
            _ => return Ok(read(git_folder, common)?.head),
        }
    }
    resolve_head(&text, &raws)
}

fn head_file(git_folder: &Path) -> Result<Vec<u8>, Error> {
    fs::read(git_folder.join("HEAD")).map_err(|error| Error::Damaged { detail: format!("HEAD can't be read: {error}") })
}

fn resolve_head(text: &[u8], raws: &Raws) -> Result<HeadRef, Error> {
    match parse(text) {
        Some(Raw::Object(object, _)) => Ok(HeadRef::Object(object)),
        Some(Raw::Symbolic(name)) => {
            let object = raws.get(&name).and_then(|raw| resolve(raw, raws, 0)).map(|(object, _)| object);
            Ok(HeadRef::Symbolic(name, object))
        }
        None => Err(Error::Damaged { detail: "HEAD holds no ref and no commit".to_owned() }),
    }
}

fn resolve(raw: &Raw, raws: &Raws, depth: usize) -> Option<(ObjectId, Option<ObjectId>)> {
    match raw {
        Raw::Object(object, peeled) => Some((*object, *peeled)),
        Raw::Symbolic(name) if depth < DEEPEST => resolve(raws.get(name)?, raws, depth + 1),
        Raw::Symbolic(_) => None,
    }
}

fn packed(common: &Path) -> Result<Raws, Error> {
    let text = read_if_there(&common.join("packed-refs"))?;
    let mut raws = Vec::new();
    // The header may promise that each tag object's end is given; then all others lead nowhere further.
    let full = text.starts_with(b"# pack-refs with:")
        && text
            .split(|byte| *byte == b'\n')
            .next()
            .is_some_and(|line| line.split(|byte| *byte == b' ').any(|word| word == b"fully-peeled"));
    for line in text.split(|byte| *byte == b'\n') {
        if let Some(peeled) = line.strip_prefix(b"^") {
            if let (Some((_, Raw::Object(_, end))), Ok(peeled)) = (raws.last_mut(), ObjectId::from_hex(peeled)) {
                *end = Some(peeled);
            }
        } else if let Some((hex, rest)) = line.split_at_checked(40)
            && let (Ok(object), Some(name)) = (ObjectId::from_hex(hex), rest.strip_prefix(b" "))
        {
            raws.push((name.to_vec(), Raw::Object(object, full.then_some(object))));
        }
    }
    Ok(raws.into_iter().collect())
}

/// Calls `visit` with each file below a folder of refs, but for lock files. Links are not followed.
fn walk(folder: &Path, name: &[u8], depth: usize, visit: &mut impl FnMut(&[u8], &Path) -> io::Result<()>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let full = [name, b"/", bytes_of(&entry.file_name()).as_slice()].concat();
        let kind = entry.file_type()?;
        // Our own, which nobody looks at, and which change with each step.
        if full == b"refs/bough" {
            continue;
        }
        if kind.is_dir() && depth < 64 {
            walk(&entry.path(), &full, depth + 1, visit)?;
        } else if kind.is_file() && !full.ends_with(b".lock") {
            visit(&full, &entry.path())?;
        }
    }
    Ok(())
}

fn parse(text: &[u8]) -> Option<Raw> {
    if let Some(name) = text.strip_prefix(b"ref:") {
        let name = name.trim_ascii();
        return (!name.is_empty()).then(|| Raw::Symbolic(name.to_vec()));
    }
    let (hex, rest) = text.split_at_checked(40)?;
    rest.first()
        .is_none_or(u8::is_ascii_whitespace)
        .then(|| ObjectId::from_hex(hex).ok())
        .flatten()
        .map(|object| Raw::Object(object, None))
}

fn read_if_there(file: &Path) -> io::Result<Vec<u8>> {
    match fs::read(file) {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory) =>
        {
            Ok(Vec::new())
        }
        other => other,
    }
}

/// What a file looks like from outside.
pub(crate) fn hash_facts(file: &Path, hasher: &mut impl Hasher) {
    let Ok(facts) = fs::metadata(file) else { return 0.hash(hasher) };
    facts.len().hash(hasher);
    facts.modified().ok().hash(hasher);
    // Git renames a new file over the old one: the number changes even within one tick of the clock.
    #[cfg(unix)]
    std::os::unix::fs::MetadataExt::ino(&facts).hash(hasher);
}
