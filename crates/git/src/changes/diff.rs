//! The difference between two versions of a file, in lines.

use git2::{AttrCheckFlags, AttrValue, DiffLineType, DiffOptions, Patch, Repository};

use super::Side;
use super::between::Reading;
use super::version::{Body, Version};
use crate::error::Error;
use crate::lfs::{self, LfsVersion};
use crate::names::path_of;

/// Lines of a difference that are given unasked.
const LINES_UNASKED: usize = 20_000;
/// Letters of a line that are given.
const LETTERS: usize = 5_000;
/// A zero byte among so many first ones makes a file binary, as in Git.
const NOT_TEXT_WITHIN: usize = 8_000;
/// Ends the revision of a difference that ignores white space: no line of it can be chosen.
const NO_SPACES: &str = " without spaces";

/// How a file differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDiff {
    /// Names exactly this difference.
    pub revision: String,
    /// Mode before; none where there was no file.
    pub mode_before: Option<u32>,
    /// Mode after; none where the file is gone.
    pub mode_after: Option<u32>,
    /// What differs.
    pub content: DiffContent,
}

/// The difference itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffContent {
    /// Lines.
    Text {
        /// In their order.
        hunks: Vec<Hunk>,
        /// Lines of the difference that are not here.
        left_out: usize,
        /// Lines of the whole file; of what it was, where it is gone.
        lines: usize,
        /// How the same bytes are letters.
        encoding: Encoding,
    },
    /// No text.
    Binary {
        /// Bytes before.
        size_before: Option<u64>,
        /// Bytes after.
        size_after: Option<u64>,
    },
    /// Too large to compare unasked.
    TooLarge {
        /// Bytes of the larger side.
        size: u64,
    },
    /// A file that is kept by Git LFS.
    Lfs {
        /// Before; none where there was none, or none that LFS kept.
        before: Option<LfsVersion>,
        /// After; as above.
        after: Option<LfsVersion>,
    },
    /// A submodule at another commit.
    Submodule {
        /// Its commit before, in hex.
        before: Option<String>,
        /// Its commit after.
        after: Option<String>,
        /// True where files in it were changed.
        dirty: bool,
    },
}

/// Changed lines that are near each other, with lines around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// Such as `@@ -1,3 +1,4 @@ fn main()`; made visible.
    pub header: String,
    /// In their order.
    pub lines: Vec<DiffLine>,
}

/// A line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// Its number before, from 1.
    pub old: Option<u32>,
    /// Its number after, from 1.
    pub new: Option<u32>,
    /// The line without its end; lossy where it isn't UTF-8, cut where it is very long.
    pub text: String,
    /// Letters of it that are not here.
    pub left_out: usize,
    /// What ends it.
    pub end: LineEnd,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// The end of the file.
    None,
}

/// How bytes are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Mark,
    /// Another one, which the bytes don't tell.
    Unknown,
}

/// Compares. Unless all is wanted, at most [`LINES_UNASKED`] lines are given.
pub(super) fn compare(
    git: &Repository,
    path: &[u8],
    side: Option<Side>,
    before: Option<&Version>,
    after: Option<&Version>,
    reading: Reading,
) -> Result<FileDiff, Error> {
    let mut revision = revision(before, after);
    if reading.ignore_spaces {
        revision.push_str(NO_SPACES);
    }
    Ok(FileDiff {
        revision,
        mode_before: before.map(|version| version.mode),
        mode_after: after.map(|version| version.mode),
        content: match large(git, path, side, before, after)? {
            Some(large) => large,
            None => content(git, path, before, after, reading)?,
        },
    })
}

impl FileDiff {
    /// All lines of a version, around no change.
    pub(super) fn show_whole(&mut self, version: &Version, reading: Reading) {
        let DiffContent::Text { hunks, left_out, lines, .. } = &mut self.content else { return };
        let shown = (*lines).min(if reading.all { usize::MAX } else { LINES_UNASKED });
        *left_out = *lines - shown;
        let line = |(number, line): (u32, &[u8])| {
            let (text, end) = split_end(line);
            let (text, left_out) = shorten(text);
            DiffLine { old: Some(number), new: Some(number), text, left_out, end }
        };
        let bytes = version.bytes().unwrap_or_default();
        let lines: Vec<_> = (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')).take(shown).map(line).collect();
        *hunks = if lines.is_empty() { Vec::new() } else { vec![Hunk { header: String::new(), lines }] };
    }
}

/// The same for the same two versions and for no others.
pub(super) fn revision(before: Option<&Version>, after: Option<&Version>) -> String {
    let name = |version: Option<&Version>| match version {
        None => "none".to_owned(),
        Some(Version { mode, body: Body::Bytes(id, _) }) => format!("{mode:o}:{id}"),
        Some(Version { mode, body: Body::Long(size) }) => format!("{mode:o}:{size}"),
        Some(Version { mode, body: Body::Submodule(commit, dirty) }) => format!("{mode:o}:{commit:?}:{dirty}"),
    };
    format!("{}..{}", name(before), name(after))
}

/// [`Error::Moved`] unless the two versions are those of a difference that somebody saw.
pub(super) fn still(path: &[u8], before: Option<&Version>, after: Option<&Version>, seen: &str) -> Result<(), Error> {
    let is_long = |version: &Version| matches!(version.body, Body::Long(_));
    // What is too long now and was read then goes by another name; nothing of it is handed out.
    let same = seen.strip_suffix(NO_SPACES).unwrap_or(seen) == revision(before, after);
    if same || [before, after].into_iter().flatten().any(is_long) {
        return Ok(());
    }
    Err(Error::Moved { what: crate::shown::visible(&String::from_utf8_lossy(path)) })
}

fn content(
    git: &Repository,
    path: &[u8],
    before: Option<&Version>,
    after: Option<&Version>,
    reading: Reading,
) -> Result<DiffContent, Error> {
    let sides = [before, after];
    let body = |version: Option<&'_ Version>| version.map(|version| version.body.size());
    if let [Some(Body::Submodule(..)), _] | [_, Some(Body::Submodule(..))] = sides.map(|side| side.map(|side| &side.body)) {
        let commit = |version: Option<&Version>| match version.map(|version| &version.body) {
            Some(Body::Submodule(commit, _)) => commit.map(|commit| commit.to_string()),
            _ => None,
        };
        let dirty = matches!(after.map(|version| &version.body), Some(Body::Submodule(_, true)));
        return Ok(DiffContent::Submodule { before: commit(before), after: commit(after), dirty });
    }
    if sides.iter().flatten().any(|side| matches!(side.body, Body::Long(_))) {
        return Ok(DiffContent::TooLarge { size: sides.into_iter().filter_map(body).max().unwrap_or_default() });
    }
    let bytes =
        |version: Option<&'_ Version>| version.and_then(|version| version.bytes().map(<[u8]>::to_vec)).unwrap_or_default();
    let (old, new) = (bytes(before), bytes(after));
    let compared = compared(git, path, &old, &new, reading)?;
    if compared.delta().flags().is_binary() && old != new {
        return Ok(DiffContent::Binary { size_before: body(before), size_after: body(after) });
    }
    let (hunks, left_out) = hunks(&compared, if reading.all { usize::MAX } else { LINES_UNASKED })?;
    let whole: &[u8] = if after.is_some() { &new } else { &old };
    let lines = whole.split_inclusive(|byte| *byte == b'\n').count();
    Ok(DiffContent::Text { hunks, left_out, lines, encoding: encoding(whole) })
}

/// Lines that were added and removed; none where it is no text, a submodule, or was not read.
pub(super) fn count(
    git: &Repository,
    path: &[u8],
    before: Option<&Version>,
    after: Option<&Version>,
) -> Result<Option<(usize, usize)>, Error> {
    if [before, after].into_iter().flatten().any(|version| version.bytes().is_none()) {
        return Ok(None);
    }
    let bytes =
        |version: Option<&'_ Version>| version.and_then(|version| version.bytes().map(<[u8]>::to_vec)).unwrap_or_default();
    let (old, new) = (bytes(before), bytes(after));
    let compared = compared(git, path, &old, &new, Reading::ALL)?;
    if compared.delta().flags().is_binary() && old != new {
        return Ok(None);
    }
    let (_, added, removed) = compared.line_stats()?;
    Ok(Some((added, removed)))
}

/// The patch between two contents, as text or not as the file's attributes say.
fn compared<'b>(git: &Repository, path: &[u8], old: &'b [u8], new: &'b [u8], reading: Reading) -> Result<Patch<'b>, Error> {
    let mut options = DiffOptions::new();
    options.indent_heuristic(true).ignore_whitespace(reading.ignore_spaces);
    let value = git.get_attr_bytes(&path_of(path), "diff", AttrCheckFlags::FILE_THEN_INDEX)?;
    match AttrValue::from_bytes(value) {
        AttrValue::False => _ = options.force_binary(true),
        AttrValue::True => _ = options.force_text(true),
        _ => {}
    }
    Ok(Patch::from_buffers(old, None, new, None, Some(&mut options))?)
}

fn encoding(bytes: &[u8]) -> Encoding {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => Encoding::Utf8Mark,
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::Unknown,
    }
}

/// Bytes as text whose lines are those of a difference; none where they are no text.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    if bytes.iter().take(NOT_TEXT_WITHIN).any(|byte| *byte == 0) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (words, end) = split_end(line);
        let (words, left_out) = shorten(words);
        text.push_str(&words);
        if left_out > 0 {
            text.push('…');
        }
        text.push_str(match end {
            LineEnd::Lf => "\n",
            LineEnd::CrLf => "\r\n",
            LineEnd::None => "",
        });
    }
    Some(text)
}

/// What there is to say of a file that is kept by LFS; none where it is a file like any other on both sides. Between commits
/// (without `side`) pointers tell it, since attributes belong to a work tree.
fn large(
    git: &Repository,
    path: &[u8],
    side: Option<Side>,
    before: Option<&Version>,
    after: Option<&Version>,
) -> Result<Option<DiffContent>, Error> {
    if side.is_some() && !lfs::holds(git, &path_of(path))? {
        return Ok(None);
    }
    let state = |version: Option<&Version>| match version.map(|version| &version.body) {
        Some(Body::Bytes(_, bytes)) => lfs::version(git, bytes),
        Some(Body::Long(length)) => Some(LfsVersion { oid: None, size: *length, missing: false }),
        _ => None,
    };
    let states = (state(before), state(after));
    if side.is_none() && (states.0.is_some() != before.is_some() || states.1.is_some() != after.is_some()) {
        return Ok(None);
    }
    let (before, mut after) = states;
    if let (Some(Side::Unstaged), Some(after)) = (side, &mut after) {
        // A file that was changed is not in the store yet.
        after.missing = lfs::of_file(git, path, None).is_some_and(|file| file.missing);
    }
    Ok((before.is_some() || after.is_some()).then_some(DiffContent::Lfs { before, after }))
}

impl Body {
    fn size(&self) -> u64 {
        match self {
            Self::Bytes(_, bytes) => bytes.len() as u64,
            Self::Long(size) => *size,
            Self::Submodule(..) => 0,
        }
    }
}

fn hunks(patch: &Patch<'_>, most: usize) -> Result<(Vec<Hunk>, usize), Error> {
    let (mut hunks, mut given, mut left_out) = (Vec::new(), 0, 0);
    for number in 0..patch.num_hunks() {
        let (hunk, count) = patch.hunk(number)?;
        if given >= most {
            left_out += count;
            continue;
        }
        let mut lines = Vec::with_capacity(count);
        for position in 0..count {
            let line = patch.line_in_hunk(number, position)?;
            let kinds = [DiffLineType::Context, DiffLineType::Addition, DiffLineType::Deletion];
            if !kinds.contains(&line.origin_value()) {
                continue;
            }
            if given >= most {
                left_out += 1;
                continue;
            }
            given += 1;
            let (text, end) = split_end(line.content());
            let (text, left_out) = shorten(text);
            lines.push(DiffLine { old: line.old_lineno(), new: line.new_lineno(), text, left_out, end });
        }
        hunks.push(Hunk { header: crate::shown::visible(&String::from_utf8_lossy(hunk.header())), lines });
    }
    Ok((hunks, left_out))
}

fn split_end(line: &[u8]) -> (&[u8], LineEnd) {
    if let Some(text) = line.strip_suffix(b"\r\n") {
        (text, LineEnd::CrLf)
    } else if let Some(text) = line.strip_suffix(b"\n") {
        (text, LineEnd::Lf)
    } else {
        (line, LineEnd::None)
    }
}

/// The first letters of a line, and how many more it has.
fn shorten(text: &[u8]) -> (String, usize) {
    let text = String::from_utf8_lossy(text);
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => (text[..end].to_owned(), text[end..].chars().count()),
        None => (text.into_owned(), 0),
    }
}
