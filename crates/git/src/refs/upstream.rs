//! How far a branch is from where it pulls from.

use std::collections::{BinaryHeap, HashMap, HashSet};
use std::path::Path;

use gix_hash::ObjectId;

use super::Upstream;
use super::store::RefStore;
use crate::commit::CommitText;
use crate::error::Error;
use crate::rows::{Objects, shallow};

/// Compares branches with their upstreams; remembers the commits that it read.
pub(super) struct Comparison<'a> {
    objects: &'a mut Objects,
    cut: HashSet<ObjectId>,
    commits: HashMap<ObjectId, (Vec<ObjectId>, i64)>,
}

/// Reachable from our side, from theirs.
const OURS: u8 = 1;
const THEIRS: u8 = 2;
const BOTH: u8 = 3;

/// Commits that are looked at although nothing should change any more. Clocks do run backwards; Git looks at five.
const SLOP: u32 = 256;

/// What is known of a commit.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    side: u8,
    queued: bool,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(common: &Path, objects: &'a mut Objects) -> Self {
        Self { objects, cut: shallow(common), commits: HashMap::new() }
    }

    /// The upstream of the branch `name` (a full one) at `commit`; none where the configuration names none.
    pub(super) fn upstream(
        &mut self,
        git: &git2::Repository,
        name: &[u8],
        commit: ObjectId,
        known: &RefStore,
    ) -> Result<Option<Upstream>, Error> {
        let Ok(name) = std::str::from_utf8(name) else { return Ok(None) };
        let Ok(full) = git.branch_upstream_name(name) else { return Ok(None) };
        let short = ["refs/remotes/".as_bytes(), b"refs/heads/"].iter().find_map(|folder| full.strip_prefix(*folder));
        let shown = String::from_utf8_lossy(short.unwrap_or(&full)).into_owned();
        let Some(other) = known.find(&full) else {
            return Ok(Some(Upstream { name: shown, gone: true, ahead: 0, behind: 0 }));
        };
        let (ahead, behind) = self.count(commit, other)?;
        Ok(Some(Upstream { name: shown, gone: false, ahead, behind }))
    }

    /// Commits that only `ours` leads to, and that only `theirs` does.
    fn count(&mut self, ours: ObjectId, theirs: ObjectId) -> Result<(u32, u32), Error> {
        if ours == theirs {
            return Ok((0, 0));
        }
        let mut marks: HashMap<ObjectId, Mark> = HashMap::new();
        let mut queue = BinaryHeap::new();
        // Commits in the queue that one side alone leads to: while there are any, counting goes on.
        let mut open = 0_usize;
        let mut oldest = i64::MAX;
        let mut beyond = 0;
        for (id, side) in [(ours, OURS), (theirs, THEIRS)] {
            marks.insert(id, Mark { side, queued: true });
            queue.push((self.read(id)?.1, id));
            open += 1;
        }
        while let Some((time, id)) = queue.pop() {
            // Older than all that was counted: only clocks that ran backwards could still change the count.
            beyond = if open == 0 && time < oldest { beyond + 1 } else { 0 };
            if beyond > SLOP {
                break;
            }
            let mark = marks.entry(id).or_default();
            mark.queued = false;
            let side = mark.side;
            if side != BOTH {
                open -= 1;
                oldest = oldest.min(time);
            }
            for parent in self.read(id)?.0.clone() {
                let mark = marks.entry(parent).or_default();
                let before = *mark;
                mark.side |= side;
                if mark.side == before.side {
                    continue;
                }
                // Again, if it was counted before: what it leads to has to learn of the other side too.
                mark.queued = true;
                match (before.queued, mark.side == BOTH) {
                    (true, true) => open -= 1,
                    (false, false) => open += 1,
                    _ => {}
                }
                if !before.queued {
                    queue.push((self.read(parent)?.1, parent));
                }
            }
        }
        let of = |wanted: u8| marks.values().filter(|mark| mark.side == wanted).count();
        let [ahead, behind] = [of(OURS), of(THEIRS)].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        Ok((ahead, behind))
    }

    fn read(&mut self, id: ObjectId) -> Result<&(Vec<ObjectId>, i64), Error> {
        if !self.commits.contains_key(&id) {
            let text =
                self.objects.commit(&id)?.ok_or_else(|| Error::Damaged { detail: format!("the commit {id} is missing") })?;
            let text = CommitText::parse(text);
            let (parents, time) = text.place();
            let parents = if self.cut.contains(&id) { Vec::new() } else { parents.to_vec() };
            self.commits.insert(id, (parents, time));
        }
        Ok(&self.commits[&id])
    }
}
