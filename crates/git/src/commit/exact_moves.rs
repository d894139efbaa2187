//! Files that moved without a change. Found by their object's name, however many there are.

use std::collections::HashMap;

use git2::Oid;

/// A file that is new, or gone.
pub(super) struct Side {
    /// Its place in the list of changes.
    pub(super) position: usize,
    pub(super) object: Oid,
    /// True for a symbolic link; those only become links.
    pub(super) link: bool,
    pub(super) path: Vec<u8>,
}

/// New files and what they were before, by their places in the list.
#[derive(Default)]
pub(super) struct Moves {
    by_target: HashMap<usize, usize>,
    sources: HashMap<usize, usize>,
}

impl Moves {
    pub(super) fn source(&self, target: usize) -> Option<usize> {
        self.by_target.get(&target).copied()
    }

    pub(super) fn is_source(&self, position: usize) -> bool {
        self.sources.contains_key(&position)
    }
}

/// Pairs new files with gone ones of the same content: the same file name first, then by path. Each is used once.
pub(super) fn find(gone: &[Side], new: &[Side]) -> Moves {
    let mut by_content: HashMap<(Oid, bool), Vec<&Side>> = HashMap::new();
    // Reversed, so that the first by path is at the end and cheap to take.
    for side in gone.iter().rev() {
        by_content.entry((side.object, side.link)).or_default().push(side);
    }
    let mut moves = Moves::default();
    for same_name in [true, false] {
        for target in new {
            if moves.by_target.contains_key(&target.position) {
                continue;
            }
            let Some(candidates) = by_content.get_mut(&(target.object, target.link)) else { continue };
            let fits = |source: &&Side| file_name(&source.path) == file_name(&target.path);
            let taken = if same_name {
                candidates.iter().rposition(fits).map(|place| candidates.remove(place))
            } else {
                candidates.pop()
            };
            if let Some(source) = taken {
                moves.by_target.insert(target.position, source.position);
                moves.sources.insert(source.position, target.position);
            }
        }
    }
    moves
}

fn file_name(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(position: usize, content: &str, path: &str) -> Side {
        let object = Oid::hash_object(git2::ObjectType::Blob, content.as_bytes()).expect("a hash");
        Side { position, object, link: false, path: path.into() }
    }

    #[test]
    fn names_first_and_each_once() {
        let gone = [side(0, "x", "a/one"), side(1, "x", "a/two"), side(2, "y", "a/three")];
        let new = [side(3, "x", "b/other"), side(4, "x", "b/one"), side(5, "x", "b/third"), side(6, "z", "b/three")];
        let moves = find(&gone, &new);
        assert_eq!((moves.source(4), moves.source(3), moves.source(5), moves.source(6)), (Some(0), Some(1), None, None));
        assert!(moves.is_source(0) && moves.is_source(1) && !moves.is_source(2));
        let link = [Side { link: true, ..side(0, "x", "l") }];
        assert_eq!(find(&link, &new).source(4), None);
    }
}
