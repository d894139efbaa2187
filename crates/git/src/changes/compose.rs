//! A content between two others: the old one with some of the changes that lead to the new one.

use std::collections::BTreeSet;

use git2::{DiffOptions, Patch};

use crate::error::Error;

/// The chosen lines of a difference.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Removed lines, by their number in the old content, from 1.
    pub(super) removed: BTreeSet<u32>,
    /// Added lines, by their number in the new content, from 1.
    pub(super) added: BTreeSet<u32>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Composed {
    pub(super) bytes: Vec<u8>,
    /// True where every changed line was taken.
    pub(super) whole: bool,
    /// True where none was.
    pub(super) untouched: bool,
}

impl Chosen {
    pub(super) fn new(removed: &[u32], added: &[u32]) -> Self {
        Self { removed: removed.iter().copied().collect(), added: added.iter().copied().collect() }
    }
}

/// Takes the chosen lines over, or with `rest` all others. In a block of changed lines those that stay come before those
/// that are added, as in a patch whose lines were edited. [`Error::Invalid`] for a number that is no changed line's.
pub(super) fn compose(old: &[u8], new: &[u8], chosen: &Chosen, rest: bool) -> Result<Composed, Error> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut out: Vec<&[u8]> = Vec::new();
    let (mut at, mut taken, mut left) = (0, 0, 0);
    let mut unmatched = chosen.removed.len() + chosen.added.len();
    for block in blocks(old, new)? {
        out.extend(&old_lines[at..block.old.start]);
        at = block.old.end;
        for number in block.old {
            let named = chosen.removed.contains(&line_number(number));
            unmatched -= usize::from(named);
            if named == rest {
                left += 1;
                out.push(old_lines[number]);
            } else {
                taken += 1;
            }
        }
        for number in block.new {
            let named = chosen.added.contains(&line_number(number));
            unmatched -= usize::from(named);
            if named == rest {
                left += 1;
            } else {
                taken += 1;
                out.push(new_lines[number]);
            }
        }
    }
    if unmatched > 0 {
        return Err(Error::invalid("lines", "Some of the lines are no changed ones."));
    }
    out.extend(&old_lines[at..]);
    Ok(Composed { bytes: join(&out), whole: left == 0, untouched: taken == 0 })
}

/// Lines that differ, from 0, in both contents.
struct Block {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

fn blocks(old: &[u8], new: &[u8]) -> Result<Vec<Block>, Error> {
    let mut options = DiffOptions::new();
    options.context_lines(0).interhunk_lines(0).force_text(true).indent_heuristic(true);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options))?;
    let mut blocks = Vec::new();
    for number in 0..patch.num_hunks() {
        let (hunk, _) = patch.hunk(number)?;
        // A side without lines names the line before.
        let range = |start: u32, count: u32| {
            let start = if count == 0 { start } else { start.saturating_sub(1) } as usize;
            start..start + count as usize
        };
        blocks.push(Block { old: range(hunk.old_start(), hunk.old_lines()), new: range(hunk.new_start(), hunk.new_lines()) });
    }
    Ok(blocks)
}

/// Lines with their ends.
pub(super) fn lines(content: &[u8]) -> Vec<&[u8]> {
    content.split_inclusive(|byte| *byte == b'\n').collect()
}

/// A line that had no end because it was the last one gets one where others follow.
fn join(lines: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.iter().map(|line| line.len()).sum());
    for line in lines {
        if out.last().is_some_and(|byte| *byte != b'\n') {
            out.push(b'\n');
        }
        out.extend_from_slice(line);
    }
    out
}

fn line_number(position: usize) -> u32 {
    u32::try_from(position + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(old: &str, new: &str, removed: &[u32], added: &[u32]) -> String {
        let composed = compose(old.as_bytes(), new.as_bytes(), &Chosen::new(removed, added), false).expect("it composes");
        String::from_utf8(composed.bytes).expect("text")
    }

    #[test]
    fn lines_are_taken_one_by_one() {
        let (old, new) = ("a\nb\nc\n", "a\nB\nC\nd\n");
        assert_eq!(take(old, new, &[], &[]), old);
        assert_eq!(take(old, new, &[2, 3], &[2, 3, 4]), new);
        assert_eq!(take(old, new, &[2], &[2]), "a\nc\nB\n");
        assert_eq!(take(old, new, &[], &[4]), "a\nb\nc\nd\n");
        assert_eq!(take("", "x\ny\n", &[], &[2]), "y\n");
        assert_eq!(take("x\ny\n", "", &[1], &[]), "y\n");
    }

    #[test]
    fn the_last_line_may_lack_its_end() {
        assert_eq!(take("a", "a\nb", &[], &[2]), "a\nb");
        assert_eq!(take("a", "a\nb", &[1], &[1]), "a\n");
        assert_eq!(take("a\n", "a", &[1], &[1]), "a");
        assert_eq!(take("a\r\n", "a\r\nb\r\n", &[], &[2]), "a\r\nb\r\n");
    }

    #[test]
    fn the_rest_is_the_opposite() {
        let chosen = Chosen::new(&[1], &[]);
        let composed = compose(b"a\nb\n", b"x\nb\ny\n", &chosen, true).expect("it composes");
        assert_eq!(composed.bytes, b"a\nx\nb\ny\n");
        assert!(!composed.whole && !composed.untouched);
        let all = compose(b"a\n", b"b\n", &Chosen::default(), true).expect("it composes");
        assert!(all.whole && all.bytes == b"b\n");
    }

    #[test]
    fn numbers_of_other_lines_are_refused() {
        assert!(compose(b"a\nb\n", b"a\nc\n", &Chosen::new(&[1], &[]), false).is_err());
        assert!(compose(b"a\n", b"b\n", &Chosen::new(&[], &[7]), false).is_err());
    }
}
