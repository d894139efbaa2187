//! The whole list, laid out once for a state of the refs, and windows of it.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::graph::Graph;
use super::labels::{self, Labels};
use super::lanes::{Lanes, Placed};
use super::objects::Objects;
use super::{Edge, Row, Rows};
use crate::commit::CommitText;
use crate::error::Error;
use crate::refs::{HeadRef, RefStore, Stamp};

/// Rows between two remembered states of the lanes. All states would be many times the size of the graph.
const STRIDE: usize = 512;

/// The list of one state of the refs.
pub(crate) struct Layout {
    stamp: Stamp,
    revision: String,
    graph: Graph,
    /// Row to commit.
    order: Vec<u32>,
    /// The lanes before each [`STRIDE`]th row.
    states: Vec<Lanes>,
    width: u16,
    labels: Labels,
}

impl Layout {
    /// True where the refs look as they did.
    pub(crate) fn holds(&self, stamp: Stamp) -> bool {
        self.stamp == stamp
    }

    /// The layout for `refs`: the known one where they lead where they led, though their files were touched.
    pub(crate) fn refresh(
        known: Option<Arc<Self>>,
        stamp: Stamp,
        refs: &RefStore,
        remotes: &[String],
        common: &Path,
        objects: &mut Objects,
    ) -> Result<Arc<Self>, Error> {
        let revision = revision(refs, common);
        match known.map(Arc::try_unwrap) {
            Some(Ok(known)) if known.revision == revision => Ok(Arc::new(Self { stamp, ..known })),
            _ => Ok(Arc::new(Self::new(stamp, revision, refs, remotes, common, objects)?)),
        }
    }

    fn new(
        stamp: Stamp,
        revision: String,
        refs: &RefStore,
        remotes: &[String],
        common: &Path,
        objects: &mut Objects,
    ) -> Result<Self, Error> {
        let (labels, tips) = labels::of(refs, remotes, objects)?;
        let graph = Graph::read(&tips, common, objects)?;
        let order = graph.order();
        let mut lanes = Lanes::default();
        let mut states = Vec::with_capacity(order.len() / STRIDE + 1);
        let mut width = 0;
        for (row, commit) in order.iter().enumerate() {
            if row % STRIDE == 0 {
                states.push(lanes.clone());
            }
            let placed = lanes.place(*commit, graph.parents(*commit), None);
            width = width.max(lanes.width()).max(usize::from(placed.lane) + 1);
        }
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        Ok(Self { stamp, revision, graph, order, states, width, labels })
    }

    /// The rows from `start` on, at most `count`.
    pub(crate) fn window(&self, start: usize, count: usize, objects: &mut Objects) -> Result<Rows, Error> {
        let start = start.min(self.order.len());
        let end = start.saturating_add(count).min(self.order.len());
        let rows = self.placed(start, end);
        let rows = rows.into_iter().map(|(commit, placed, edges)| self.row(commit, placed, edges, objects));
        Ok(Rows {
            total: self.order.len(),
            start,
            rows: rows.collect::<Result<_, _>>()?,
            lanes: self.width,
            revision: self.revision.clone(),
        })
    }

    /// Places of the rows from `start` to before `end`. A row's lines are known when the next row is placed.
    fn placed(&self, start: usize, end: usize) -> Vec<(u32, Placed, Vec<Edge>)> {
        let mut rows: Vec<(u32, Placed, Vec<Edge>)> = Vec::with_capacity(end - start);
        if start == end {
            return rows;
        }
        let from = start / STRIDE * STRIDE;
        let mut lanes = self.states[start / STRIDE].clone();
        let mut above = Vec::new();
        for (row, commit) in self.order.iter().enumerate().take(end + 1).skip(from) {
            let placed = lanes.place(*commit, self.graph.parents(*commit), (row > start).then_some(&mut above));
            if row > start
                && let Some((_, _, edges)) = rows.last_mut()
            {
                *edges = std::mem::take(&mut above);
            }
            if (start..end).contains(&row) {
                rows.push((*commit, placed, Vec::new()));
            }
        }
        rows
    }

    fn row(&self, number: u32, placed: Placed, edges: Vec<Edge>, objects: &mut Objects) -> Result<Row, Error> {
        let id = self.graph.id(number);
        let text = objects.commit(&id)?.ok_or_else(|| Error::Damaged { detail: format!("the commit {id} is missing") })?;
        let text = CommitText::parse(text);
        Ok(Row {
            commit: id.to_string(),
            parents: self.graph.parents(number).iter().map(|parent| self.graph.id(*parent).to_string()).collect(),
            summary: text.summary(),
            author: text.author(),
            lane: placed.lane,
            color: placed.color,
            edges,
            refs: self.labels.get(&id).cloned().unwrap_or_default(),
        })
    }
}

/// A name for a state of HEAD and refs, and of where a shallow clone is cut.
fn revision(refs: &RefStore, common: &Path) -> String {
    let mut digest = Sha256::new();
    match &refs.head {
        HeadRef::Symbolic(name, _) => digest.update(name),
        HeadRef::Object(object) => digest.update(object.as_slice()),
    }
    for known in &refs.all {
        digest.update(b"\n");
        digest.update(&known.name);
        digest.update(b" ");
        digest.update(known.target.as_slice());
    }
    digest.update(std::fs::read(common.join("shallow")).unwrap_or_default());
    let whole: [u8; 32] = digest.finalize().into();
    let half = whole.first_chunk().expect("sixteen of thirty-two");
    format!("{:032x}", u128::from_be_bytes(*half))
}
