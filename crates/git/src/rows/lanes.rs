//! Lanes: which column each commit stands in, and the lines between one row and the next.
//!
//! A lane is held from a child down to the parent that it waits for. A first parent goes on in its child's lane and
//! colour; other parents join the lane that waits for them already, or open one. A lane that nobody waits in is used
//! again. Lanes don't shift: a line is straight but where it leaves a node or reaches one.

use super::Edge;

/// The state below a row: everything that the next row needs.
#[derive(Debug, Clone, Default)]
pub(super) struct Lanes {
    slots: Vec<Option<Slot>>,
    lines: Vec<Line>,
    colors: u16,
}

/// A lane that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    /// The commit it waits for.
    commit: u32,
    color: u16,
    /// True where it goes on from a first child: such a line keeps its lane where several meet.
    main: bool,
}

/// A line that begins at the row above.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: usize,
    slot: usize,
}

/// Where a commit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) lane: u16,
    pub(super) color: u16,
}

impl Lanes {
    /// Places the next commit. `above`, where it is wanted, gets the lines that lead from the row above to this one.
    pub(super) fn place(&mut self, commit: u32, parents: &[u32], above: Option<&mut Vec<Edge>>) -> Placed {
        let (mut first, mut main) = (None, None);
        for (lane, slot) in self.slots.iter().enumerate() {
            if let Some(slot) = slot.filter(|slot| slot.commit == commit) {
                first = first.or(Some(lane));
                main = main.or(slot.main.then_some(lane));
            }
        }
        let node = main.or(first).unwrap_or_else(|| self.free());
        let color = self.slots.get(node).copied().flatten().map_or_else(|| self.color(), |slot| slot.color);
        if let Some(above) = above {
            self.edges(commit, node, above);
        }
        self.slots.resize(self.slots.len().max(node + 1), None);
        self.lines.clear();
        for (lane, slot) in self.slots.iter_mut().enumerate() {
            if slot.is_some_and(|slot| slot.commit == commit) {
                *slot = None;
            }
            if slot.is_some() {
                self.lines.push(Line { from: lane, slot: lane });
            }
        }
        for (place, parent) in parents.iter().enumerate() {
            // A parent that is named twice is one line.
            if parents[..place].contains(parent) {
                continue;
            }
            let slot = if place == 0 {
                self.slots[node] = Some(Slot { commit: *parent, color, main: true });
                node
            } else {
                self.join(*parent)
            };
            self.lines.push(Line { from: node, slot });
        }
        while self.slots.last() == Some(&None) {
            self.slots.pop();
        }
        Placed { lane: number(node), color }
    }

    /// The lines of the row above, now that it is known where those that waited for `commit` end.
    fn edges(&self, commit: u32, node: usize, edges: &mut Vec<Edge>) {
        edges.clear();
        for line in &self.lines {
            if let Some(slot) = self.slots[line.slot] {
                let to = if slot.commit == commit { node } else { line.slot };
                edges.push(Edge { from: number(line.from), to: number(to), color: slot.color });
            }
        }
    }

    /// Lanes in use below the row.
    pub(super) fn width(&self) -> usize {
        self.slots.len()
    }

    /// The lane in which `parent` is waited for; a new one if there is none.
    fn join(&mut self, parent: u32) -> usize {
        if let Some(lane) = self.slots.iter().position(|slot| slot.is_some_and(|slot| slot.commit == parent)) {
            return lane;
        }
        let lane = self.free();
        self.slots.resize(self.slots.len().max(lane + 1), None);
        self.slots[lane] = Some(Slot { commit: parent, color: self.color(), main: false });
        lane
    }

    fn free(&self) -> usize {
        self.slots.iter().position(Option::is_none).unwrap_or(self.slots.len())
    }

    fn color(&mut self) -> u16 {
        let color = self.colors;
        self.colors = self.colors.wrapping_add(1);
        color
    }
}

/// More lanes than that can't be shown anyway.
fn number(lane: usize) -> u16 {
    u16::try_from(lane).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use proptest::prelude::*;

    use super::*;

    fn drawn(history: &[Vec<u32>]) -> Vec<(Placed, Vec<Edge>)> {
        let (mut lanes, mut edges) = (Lanes::default(), Vec::new());
        let mut rows: Vec<(Placed, Vec<Edge>)> = Vec::new();
        for (commit, parents) in history.iter().enumerate() {
            let placed = lanes.place(u32::try_from(commit).expect("small"), parents, Some(&mut edges));
            if let Some(above) = rows.last_mut() {
                above.1 = edges.clone();
            }
            rows.push((placed, Vec::new()));
        }
        assert!(lanes.lines.is_empty() && lanes.width() == 0);
        rows
    }

    #[test]
    fn a_merge_opens_a_lane_and_closes_it() {
        // 0 merges 2 into 1; both come from 3.
        let rows = drawn(&[vec![1, 2], vec![3], vec![3], vec![]]);
        let lanes: Vec<u16> = rows.iter().map(|(placed, _)| placed.lane).collect();
        assert_eq!(lanes, [0, 0, 1, 0]);
        let edge = |from, to, color| Edge { from, to, color };
        assert_eq!(rows[0].1, [edge(0, 0, 0), edge(0, 1, 1)]);
        assert_eq!(rows[1].1, [edge(1, 1, 1), edge(0, 0, 0)]);
        assert_eq!(rows[2].1, [edge(0, 0, 0), edge(1, 0, 1)]);
        assert_eq!(rows[3].1, []);
    }

    #[test]
    fn a_free_lane_is_used_again() {
        let rows = drawn(&[vec![1, 2], vec![2], vec![3, 4], vec![4], vec![]]);
        assert!(rows.iter().all(|(placed, edges)| placed.lane < 2 && edges.iter().all(|edge| edge.to < 2)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn lines_lead_from_each_commit_to_its_parents_and_nowhere_else(
            steps in proptest::collection::vec(proptest::collection::vec(1_u32..9, 0..4), 1..80),
        ) {
            let count = u32::try_from(steps.len()).expect("small");
            let history: Vec<Vec<u32>> = (0..count).zip(&steps)
                .map(|(commit, steps)| steps.iter().map(|step| commit + step).filter(|parent| *parent < count).collect())
                .collect();
            let rows = drawn(&history);
            let mut reached = HashSet::new();
            for (row, (placed, edges)) in rows.iter().enumerate() {
                let from: HashMap<u16, usize> = edges.iter().fold(HashMap::new(), |mut all, edge| {
                    *all.entry(edge.from).or_default() += 1;
                    all
                });
                for (lane, lines) in &from {
                    prop_assert!(*lane == placed.lane || (reached.contains(lane) && *lines == 1), "row {}", row);
                }
                for lane in &reached {
                    prop_assert!(*lane == placed.lane || from.contains_key(lane), "row {}: a line ends in nothing", row);
                }
                let mut ends = HashSet::new();
                for edge in edges.iter().filter(|edge| edge.from == placed.lane) {
                    let (mut at, mut lane) = (row + 1, edge.to);
                    while rows[at].0.lane != lane {
                        lane = rows[at].1.iter().find(|edge| edge.from == lane).expect("it goes on").to;
                        at += 1;
                    }
                    prop_assert!(ends.insert(u32::try_from(at).expect("small")), "row {}: two lines to one parent", row);
                }
                prop_assert_eq!(ends, history[row].iter().copied().collect::<HashSet<_>>());
                reached = edges.iter().map(|edge| edge.to).collect();
            }
        }
    }
}
