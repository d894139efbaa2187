//! Which refs are shown at which commit.

use std::collections::HashMap;

use gix_hash::ObjectId;

use super::RefLabel;
use super::objects::Objects;
use crate::error::Error;
use crate::refs::{HeadRef, RefStore, split_remote};

/// Labels by commit: HEAD and the current branch first, then branches, remotes, tags.
pub(super) type Labels = HashMap<ObjectId, Vec<RefLabel>>;

/// Labels of all refs, and the commits they stand at, each once.
pub(super) fn of(known: &RefStore, remotes: &[String], objects: &mut Objects) -> Result<(Labels, Vec<ObjectId>), Error> {
    let mut labels = Labels::new();
    let mut tips = Vec::new();
    let mut add = |commit: ObjectId, label: Option<RefLabel>| {
        let list = labels.entry(commit).or_insert_with(|| {
            tips.push(commit);
            Vec::new()
        });
        list.extend(label);
    };
    match &known.head {
        HeadRef::Object(commit) => add(*commit, Some(RefLabel::Head)),
        HeadRef::Symbolic(_, Some(commit)) => add(*commit, None),
        HeadRef::Symbolic(_, None) => {}
    }
    for known_ref in &known.all {
        let label = label(&known_ref.name, known.head.branch(), remotes);
        let Some(label) = label.filter(|_| !(known_ref.symbolic && known_ref.name.starts_with(b"refs/remotes/"))) else {
            continue;
        };
        let end = match known_ref.peeled {
            Some(end) => Some(end),
            None => objects.peel(&known_ref.target)?,
        };
        if let Some(end) = end {
            add(end, Some(label));
        }
    }
    for list in labels.values_mut() {
        list.sort_by_key(rank);
    }
    Ok((labels, tips))
}

fn label(name: &[u8], current: Option<&[u8]>, remotes: &[String]) -> Option<RefLabel> {
    let lossy = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    if let Some(short) = name.strip_prefix(b"refs/heads/") {
        Some(RefLabel::Branch { name: lossy(short), current: current == Some(name) })
    } else if let Some(rest) = name.strip_prefix(b"refs/remotes/") {
        split_remote(rest, remotes.iter()).map(|(remote, name)| RefLabel::Remote { remote, name })
    } else {
        name.strip_prefix(b"refs/tags/").map(|short| RefLabel::Tag { name: lossy(short) })
    }
}

fn rank(label: &RefLabel) -> u8 {
    match label {
        RefLabel::Head | RefLabel::Branch { current: true, .. } => 0,
        RefLabel::Branch { .. } => 1,
        RefLabel::Remote { .. } => 2,
        RefLabel::Tag { .. } => 3,
    }
}
