//! Rows follow the refs, carry their labels, and come quickly.

use std::time::Instant;

use git::{RefLabel, Repository};

use crate::support::git::{commit, git, init};
use crate::support::{corpus, home};

#[test]
fn labels_stand_where_refs_point() {
    let home = home();
    corpus::rich(&home.path().join("rich.git"));
    git(home.path(), &["clone", "-q", "rich.git", "work"]);
    let work = home.path().join("work");
    git(&work, &["remote", "add", "my/fork", "https://h/x"]);
    git(&work, &["update-ref", "refs/remotes/my/fork/topic", "HEAD"]);
    let opened = Repository::open(&work).unwrap();
    let rows = opened.rows(0, 1000).unwrap();
    let at = |revision: &str| {
        let commit = git(&work, &["rev-parse", &format!("{revision}^{{commit}}")]);
        rows.rows.iter().find(|row| row.commit == commit).unwrap().refs.clone()
    };
    let remote = |name: &str| RefLabel::Remote { remote: "origin".to_owned(), name: name.to_owned() };
    let tag = |name: &str| RefLabel::Tag { name: name.to_owned() };
    let fork = RefLabel::Remote { remote: "my/fork".to_owned(), name: "topic".to_owned() };
    assert_eq!(at("HEAD"), [RefLabel::Branch { name: "trunk".to_owned(), current: true }, fork, remote("trunk")]);
    assert_eq!(at("origin/old"), [remote("old")]);
    assert_eq!(at("v1.0"), [tag("light"), tag("nested"), tag("v1.0")]);
    git(&work, &["checkout", "-q", "--detach", "origin/old"]);
    let rows = opened.rows(0, 1000).unwrap();
    let old = git(&work, &["rev-parse", "HEAD"]);
    assert_eq!(rows.rows.iter().find(|row| row.commit == old).unwrap().refs[0], RefLabel::Head);
}

#[test]
fn every_change_of_a_ref_is_seen_and_nothing_else() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a", "a");
    let opened = Repository::open(&work).unwrap();
    let look = || {
        let rows = opened.rows(0, 100).unwrap();
        (rows.revision, rows.total)
    };
    let begin = look();
    assert_eq!(begin.1, 1);
    assert_eq!(look(), begin);
    let mut known = vec![begin.0.clone()];
    let mut changed = |total: usize| {
        let (revision, now) = look();
        assert_eq!(now, total);
        assert!(!known.contains(&revision));
        known.push(revision);
    };
    commit(&work, "b", "b", "b");
    changed(2);
    git(&work, &["branch", "side"]);
    changed(2);
    git(&work, &["tag", "-a", "-m", "x", "v1", &first]);
    changed(2);
    git(&work, &["symbolic-ref", "HEAD", "refs/heads/side"]);
    changed(2);
    git(&work, &["update-ref", "refs/remotes/o/deep/er", &first]);
    changed(2);
    git(&work, &["update-ref", "-d", "refs/heads/main"]);
    changed(2);
    let before = look();
    // Other files, but the same refs.
    git(&work, &["pack-refs", "--all"]);
    git(&work, &["gc", "-q"]);
    assert_eq!(look(), before);
    git(&work, &["reset", "-q", "--soft", &first]);
    changed(1);
}

#[test]
fn a_commit_that_is_missing_is_damage() {
    let home = home();
    let work = home.path().join("work");
    init(&work);
    let first = commit(&work, "a", "a", "a");
    commit(&work, "b", "b", "b");
    let object = work.join(".git/objects").join(&first[..2]).join(&first[2..]);
    for bytes in [0, 2, 10, 60] {
        // libgit2 would never come back from some of these.
        let whole = std::fs::read(&object).unwrap();
        std::fs::remove_file(&object).unwrap();
        std::fs::write(&object, &whole[..bytes]).unwrap();
        let begun = Instant::now();
        let error = Repository::open(&work).unwrap().rows(0, 9).unwrap_err();
        assert!(matches!(error, git::Error::Damaged { .. }), "{bytes}: {error:?}");
        assert!(begun.elapsed().as_secs() < 5);
        std::fs::write(&object, whole).unwrap();
    }
    std::fs::remove_file(&object).unwrap();
    assert!(matches!(Repository::open(&work).unwrap().rows(0, 9), Err(git::Error::Damaged { .. })));
}

/// Ahead and behind over random histories, as `git` counts them.
#[test]
fn branches_and_their_upstreams() {
    let home = home();
    for seed in 50..54 {
        let bare = home.path().join(format!("t{seed}.git"));
        corpus::tangle(&bare, 400, seed);
        let all = git(&bare, &["rev-list", "--all"]);
        let all: Vec<&str> = all.lines().collect();
        git(&bare, &["config", "remote.o.url", "x"]);
        git(&bare, &["config", "remote.o.fetch", "+refs/heads/*:refs/remotes/o/*"]);
        let mut dice = corpus::Dice::new(seed);
        let mut any = || all[dice.roll(all.len() as u64) as usize];
        for number in 0..25 {
            git(&bare, &["update-ref", &format!("refs/heads/b{number}"), any()]);
            git(&bare, &["update-ref", &format!("refs/remotes/o/b{number}"), any()]);
            git(&bare, &["config", &format!("branch.b{number}.remote"), "o"]);
            git(&bare, &["config", &format!("branch.b{number}.merge"), &format!("refs/heads/b{number}")]);
        }
        for branch in Repository::open(&bare).unwrap().refs().unwrap().branches {
            let Some(upstream) = branch.upstream else { continue };
            let range = format!("refs/heads/{}...refs/remotes/{}", branch.name, upstream.name);
            let expected = git(&bare, &["rev-list", "--left-right", "--count", &range]);
            assert_eq!(format!("{}\t{}", upstream.ahead, upstream.behind), expected, "seed {seed}, {range}");
        }
    }
}

/// The budget of the first version: 100,000 commits within about a second, later windows within 5 ms. Figures are for a
/// release build; here only the kind of growth is held.
#[test]
fn a_hundred_thousand_commits() {
    let home = home();
    let bare = home.path().join("big.git");
    corpus::tangle(&bare, 100_000, 5);
    let opened = Repository::open(&bare).unwrap();
    let begun = Instant::now();
    let first = opened.rows(0, 200).unwrap();
    let whole = begun.elapsed();
    assert_eq!(first.total.to_string(), git(&bare, &["rev-list", "--all", "--count"]));
    let begun = Instant::now();
    for start in (0..first.total).step_by(first.total / 20) {
        opened.rows(start, 200).unwrap();
    }
    let window = begun.elapsed() / 20;
    println!("100,000 commits: first rows {whole:?}, a later window {window:?}, {} lanes", first.lanes);
    assert!(window * 20 < whole, "later windows do not lay out everything again");
    assert!(whole.as_secs() < 30);
}

#[test]
fn many_threads_may_ask_at_once() {
    let home = home();
    let bare = home.path().join("t.git");
    corpus::tangle(&bare, 2000, 3);
    let opened = Repository::open(&bare).unwrap();
    std::thread::scope(|scope| {
        for worker in 0..8 {
            let opened = &opened;
            scope.spawn(move || {
                for start in 0..10 {
                    let rows = opened.rows(worker * 100 + start, 50).unwrap();
                    opened.commit(&rows.rows[0].commit).unwrap();
                    opened.refs().unwrap();
                }
            });
        }
    });
}
