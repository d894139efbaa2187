//! All commits that some tips lead to, as numbers: who is whose parent, and in which order they are shown.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::path::Path;

use gix_hash::ObjectId;

use super::objects::Objects;
use crate::commit::CommitText;
use crate::error::Error;

/// Commits, numbered as they were met.
#[derive(Default)]
pub(super) struct Graph {
    ids: Vec<ObjectId>,
    times: Vec<i64>,
    /// Parents of all commits, one after the other, and where each commit's begin.
    parents: Vec<u32>,
    begins: Vec<usize>,
}

/// Commits to their numbers, while they are being read.
type Numbers = HashMap<ObjectId, u32, BuildHasherDefault<IdHasher>>;

impl Graph {
    /// Reads everything that `tips` lead to. Tips that are no commits are passed over, and parents that a shallow clone
    /// left out do not count. A missing commit is an error.
    pub(super) fn read(tips: &[ObjectId], common: &Path, objects: &mut Objects) -> Result<Self, Error> {
        let cut = shallow(common);
        let mut graph = Self::default();
        let mut numbers = Numbers::default();
        for tip in tips {
            if objects.is_commit(tip) {
                graph.number(*tip, &mut numbers)?;
            }
        }
        let mut next = 0;
        while next < graph.ids.len() {
            let id = graph.ids[next];
            let text = objects.commit(&id)?.ok_or_else(|| Error::Damaged { detail: format!("the commit {id} is missing") })?;
            let commit = CommitText::parse(text);
            let (parents, time) = commit.place();
            graph.times.push(time);
            graph.begins.push(graph.parents.len());
            if !cut.contains(&id) {
                for parent in parents {
                    let number = graph.number(*parent, &mut numbers)?;
                    graph.parents.push(number);
                }
            }
            next += 1;
        }
        graph.begins.push(graph.parents.len());
        Ok(graph)
    }

    pub(super) fn id(&self, number: u32) -> ObjectId {
        self.ids[number as usize]
    }

    pub(super) fn parents(&self, number: u32) -> &[u32] {
        &self.parents[self.begins[number as usize]..self.begins[number as usize + 1]]
    }

    /// Newest first by the committer's clock, but never a parent before all of its children.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut children = vec![0_u32; self.ids.len()];
        for parent in &self.parents {
            children[*parent as usize] += 1;
        }
        let entry = |number: u32| (self.times[number as usize], Reverse(number));
        let count = u32::try_from(self.ids.len()).expect("numbers fit, for `number` checks it");
        let mut ready: BinaryHeap<_> = (0..count).filter(|number| children[*number as usize] == 0).map(entry).collect();
        let mut order = Vec::with_capacity(self.ids.len());
        while let Some((_, Reverse(number))) = ready.pop() {
            order.push(number);
            for parent in self.parents(number) {
                let left = &mut children[*parent as usize];
                *left -= 1;
                if *left == 0 {
                    ready.push(entry(*parent));
                }
            }
        }
        order
    }

    fn number(&mut self, id: ObjectId, numbers: &mut Numbers) -> Result<u32, Error> {
        let next =
            u32::try_from(self.ids.len()).map_err(|_| Error::Unsupported { what: "More commits than can be.".to_owned() })?;
        Ok(*numbers.entry(id).or_insert_with(|| {
            self.ids.push(id);
            next
        }))
    }
}

/// The commits at which a shallow clone was cut.
pub(crate) fn shallow(common: &Path) -> HashSet<ObjectId> {
    let text = std::fs::read(common.join("shallow")).unwrap_or_default();
    text.split(|byte| *byte == b'\n').filter_map(|line| ObjectId::from_hex(line.trim_ascii()).ok()).collect()
}

/// Object names are random already: eight bytes of them are a hash.
#[derive(Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks_exact(8).take(1) {
            self.0 ^= u64::from_ne_bytes(eight.try_into().expect("chunks of eight"));
        }
    }
}
