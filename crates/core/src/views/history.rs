//! Refs, rows and commits, as the contract shows them.

use crate::api::history::{
    Branch, Change, ChangedFile, Commit, Edge, Person, RefLabel, Refs, Remote, RemoteBranch, Row, Rows, SignatureCheck,
    SignatureVerdict, Stash, Submodule, Tag, Upstream,
};
use crate::api::repositories::Head;
use crate::views::changes::{file_path, shown};

pub(crate) fn head(head: git::Head) -> Head {
    match head {
        git::Head::Branch { name, commit } => Head::Branch { name, commit },
        git::Head::Unborn { name } => Head::Unborn { name },
        git::Head::Detached { commit } => Head::Detached { commit },
    }
}

pub(crate) fn refs(refs: git::Refs) -> Refs {
    Refs {
        head: head(refs.head),
        branches: refs.branches.into_iter().map(branch).collect(),
        remotes: refs.remotes.into_iter().map(remote).collect(),
        tags: refs.tags.into_iter().map(|tag| Tag { name: tag.name, commit: tag.commit, annotated: tag.annotated }).collect(),
        stashes: refs.stashes.into_iter().map(|stash| Stash { commit: stash.commit, message: stash.message }).collect(),
        submodules: refs
            .submodules
            .into_iter()
            .map(|submodule| Submodule { path: submodule.path, url: submodule.url, present: submodule.present })
            .collect(),
    }
}

pub(crate) fn rows(rows: git::Rows) -> Rows {
    Rows {
        total: count(rows.total),
        start: count(rows.start),
        rows: rows.rows.into_iter().map(row).collect(),
        lanes: rows.lanes,
        revision: rows.revision,
    }
}

pub(crate) fn commit(commit: git::Commit) -> Commit {
    Commit {
        id: commit.id,
        parents: commit.parents,
        author: person(commit.author),
        committer: person(commit.committer),
        message: commit.message,
        files: commit.files.iter().map(file).collect(),
        files_total: count(commit.files_total),
        signed: commit.signed,
    }
}

pub(crate) fn signature(check: git::SignatureCheck) -> SignatureCheck {
    SignatureCheck {
        verdict: match check.verdict {
            git::Verdict::None => SignatureVerdict::None,
            git::Verdict::Good => SignatureVerdict::Good,
            git::Verdict::Uncertified => SignatureVerdict::Uncertified,
            git::Verdict::Expired => SignatureVerdict::Expired,
            git::Verdict::Revoked => SignatureVerdict::Revoked,
            git::Verdict::UnknownKey => SignatureVerdict::UnknownKey,
            git::Verdict::Bad => SignatureVerdict::Bad,
            git::Verdict::Unchecked => SignatureVerdict::Unchecked,
        },
        signer: check.signer,
        key: check.key,
        detail: check.detail,
    }
}

fn branch(branch: git::Branch) -> Branch {
    let upstream = |upstream: git::Upstream| Upstream {
        name: upstream.name,
        gone: upstream.gone,
        ahead: upstream.ahead,
        behind: upstream.behind,
    };
    Branch { name: branch.name, commit: branch.commit, current: branch.current, upstream: branch.upstream.map(upstream) }
}

fn remote(remote: git::Remote) -> Remote {
    let branch = |branch: git::RemoteBranch| RemoteBranch { name: branch.name, commit: branch.commit };
    Remote { name: remote.name, url: remote.url, branches: remote.branches.into_iter().map(branch).collect() }
}

fn row(row: git::Row) -> Row {
    Row {
        commit: row.commit,
        parents: row.parents,
        summary: row.summary,
        author: person(row.author),
        lane: row.lane,
        color: row.color,
        edges: row.edges.into_iter().map(|edge| Edge { from: edge.from, to: edge.to, color: edge.color }).collect(),
        refs: row.refs.into_iter().map(label).collect(),
    }
}

fn label(label: git::RefLabel) -> RefLabel {
    match label {
        git::RefLabel::Head => RefLabel::Head,
        git::RefLabel::Branch { name, current } => RefLabel::Branch { name, current },
        git::RefLabel::Remote { remote, name } => RefLabel::Remote { remote, name },
        git::RefLabel::Tag { name } => RefLabel::Tag { name },
    }
}

/// Nobody has four thousand million commits.
pub(crate) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn person(person: git::Person) -> Person {
    Person { name: person.name, email: person.email, time: person.time }
}

fn file(file: &git::ChangedFile) -> ChangedFile {
    ChangedFile {
        path: file_path(&file.path),
        shown: shown(&file.path),
        before: file.old_path.as_deref().map(file_path),
        shown_before: file.old_path.as_deref().map(shown),
        change: change(file.change),
        added: file.added,
        removed: file.removed,
    }
}

pub(crate) fn change(change: git::Change) -> Change {
    match change {
        git::Change::Added => Change::Added,
        git::Change::Modified => Change::Modified,
        git::Change::Deleted => Change::Deleted,
        git::Change::Renamed => Change::Renamed,
        git::Change::Copied => Change::Copied,
        git::Change::TypeChanged => Change::TypeChanged,
    }
}
