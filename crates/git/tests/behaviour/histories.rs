//! Rows over random histories: the same commits as `git`, in an order that can be drawn, and lines that lead where they
//! should.

use std::collections::{HashMap, HashSet};

use git::{Repository, Row};

use crate::support::git::git;
use crate::support::{corpus, home};

#[test]
fn random_histories() {
    let home = home();
    for seed in 1..=40 {
        let bare = home.path().join(format!("t{seed}.git"));
        corpus::tangle(&bare, 60 + seed as usize * 7, seed);
        let opened = Repository::open(&bare).unwrap();
        let all = opened.rows(0, usize::MAX).unwrap();
        assert_eq!(all.total, all.rows.len());
        check_order(&all.rows, &git(&bare, &["rev-list", "--parents", "--branches", "--tags", "--remotes", "HEAD"]));
        check_lines(&all.rows, all.lanes);
        check_texts(&all.rows, &git(&bare, &["log", "--all", "--format=%H%x00%s%x00%an%x00%ae%x00%aI"]));
        for (start, count) in [(0, 1), (1, 1), (7, 20), (all.total - 1, 5), (all.total, 5), (all.total / 2, all.total)] {
            let window = opened.rows(start, count).unwrap();
            assert_eq!(window.start, start);
            assert_eq!(window.rows, all.rows[start..all.total.min(start + count)], "seed {seed}, {start}+{count}");
            assert_eq!((window.revision.as_str(), window.lanes), (all.revision.as_str(), all.lanes));
        }
    }
}

/// More rows than one stretch of remembered lanes.
#[test]
fn windows_of_a_long_history_fit_together() {
    let home = home();
    let bare = home.path().join("long.git");
    corpus::tangle(&bare, 3000, 99);
    let opened = Repository::open(&bare).unwrap();
    let all = opened.rows(0, usize::MAX).unwrap();
    check_lines(&all.rows, all.lanes);
    for start in (0..all.total).step_by(170) {
        assert_eq!(opened.rows(start, 171).unwrap().rows, all.rows[start..all.total.min(start + 171)]);
    }
    // The same whoever asks first.
    let fresh = Repository::open(&bare).unwrap().rows(1000, 50).unwrap();
    assert_eq!(fresh.rows, all.rows[1000..1050]);
}

/// The same set and parents, and no parent before a child of its own.
fn check_order(rows: &[Row], theirs: &str) {
    let mut places = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        assert!(places.insert(row.commit.as_str(), place).is_none());
    }
    let mut count = 0;
    for line in theirs.lines() {
        let mut words = line.split(' ');
        let commit = words.next().unwrap();
        let row = &rows[places[commit]];
        assert!(words.eq(row.parents.iter().map(String::as_str)), "{line}");
        assert!(row.parents.iter().all(|parent| places[parent.as_str()] > places[commit]));
        count += 1;
    }
    assert_eq!(count, rows.len());
}

/// Every line starts in a lane that is in use, goes on until it reaches a node, and the nodes that a commit's lines reach
/// are its parents.
fn check_lines(rows: &[Row], lanes: u16) {
    let places: HashMap<&str, usize> = rows.iter().enumerate().map(|(place, row)| (row.commit.as_str(), place)).collect();
    let mut reached: HashSet<u16> = HashSet::new();
    for (place, row) in rows.iter().enumerate() {
        assert!(row.lane < lanes);
        let mut used = reached.clone();
        used.insert(row.lane);
        for edge in &row.edges {
            assert!(edge.from < lanes && edge.to < lanes);
            assert!(used.contains(&edge.from), "row {place}: a line out of nowhere");
        }
        for lane in reached.iter().filter(|lane| **lane != row.lane) {
            assert_eq!(row.edges.iter().filter(|edge| edge.from == *lane).count(), 1, "row {place}: a line that ends or parts");
        }
        let mut ends = HashSet::new();
        for edge in row.edges.iter().filter(|edge| edge.from == row.lane) {
            let (mut at, mut lane) = (place + 1, edge.to);
            while rows[at].lane != lane {
                lane = rows[at].edges.iter().find(|edge| edge.from == lane).unwrap().to;
                at += 1;
            }
            ends.insert(at);
        }
        let parents: HashSet<usize> = row.parents.iter().map(|parent| places[parent.as_str()]).collect();
        assert_eq!(ends, parents, "row {place}");
        if let Some(first) = row.parents.first() {
            // The first parent's line keeps lane and colour down to the row above the parent.
            let first = places[first.as_str()];
            for below in &rows[place + 1..first] {
                assert!(below.edges.iter().any(|edge| edge.from == row.lane && edge.color == row.color));
            }
        }
        reached = row.edges.iter().map(|edge| edge.to).collect();
    }
    assert!(reached.is_empty());
}

fn check_texts(rows: &[Row], theirs: &str) {
    let rows: HashMap<&str, &Row> = rows.iter().map(|row| (row.commit.as_str(), row)).collect();
    for line in theirs.lines() {
        let fields: Vec<&str> = line.split('\0').collect();
        let row = rows[fields[0]];
        let ours = [&row.commit, &row.summary, &row.author.name, &row.author.email, &row.author.time.replace("+00:00", "Z")];
        let theirs: Vec<String> = fields.iter().map(|field| field.replace("+00:00", "Z")).collect();
        assert!(ours.into_iter().eq(theirs.iter()), "{ours:?} {theirs:?}");
    }
}
