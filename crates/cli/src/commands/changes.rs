//! `bough status`, `bough commit` and `bough undo`: the loop of every day, in the repository that one stands in.

use std::path::Path;

use bough_core::Core;
use bough_core::api::application::Author;
use bough_core::api::changes::{ChangeChoice, ChangedPath, Changes, CommitDraft, Deed, LfsFile, PathChange, Step, UndoState};
use bough_core::api::history::Change;
use bough_core::api::ids::RepositoryId;
use bough_core::api::repositories::Head;
use bough_core::api::{
    CancelCommit, CommitChanges, Event, GetChanges, GetUndo, OpenRepository, RedoStep, StageChanges, TrustRepository, UndoStep,
};
use bough_core::fault::Fault;
use indicatif::HumanBytes;

use crate::output::Output;
use crate::person;

/// Shows what is staged and what is not.
pub async fn status(core: &Core, output: &Output, folder: &Path) -> Result<(), Fault> {
    let id = repository(core, folder).await?;
    output.answer(&core.run(GetChanges { id }).await?, status_lines);
    Ok(())
}

/// Makes a commit. What hooks say is printed as they say it; Ctrl+C ends them and what signs, and nothing is committed.
pub async fn commit(
    core: &Core,
    output: &Output,
    folder: &Path,
    draft: CommitDraft,
    all: bool,
    trust: bool,
) -> Result<(), Fault> {
    let id = repository(core, folder).await?;
    if trust {
        core.run(TrustRepository { id, trusted: true }).await?;
    }
    if all {
        core.run(StageChanges { id, choice: ChangeChoice::All }).await?;
    }
    let mut events = core.events();
    let questions = tokio::spawn(person::answer_questions(core.clone(), |_| ()));
    let commit = core.run(CommitChanges { id, draft });
    tokio::pin!(commit);
    let hear = |event: Event| {
        if let Event::HookSaid { text, .. } = event
            && !text.is_empty()
        {
            output.note(text.trim_end());
        }
    };
    let committed = loop {
        tokio::select! {
            committed = &mut commit => break committed,
            event = events.recv() => if let Ok(event) = event { hear(event) },
            // The commit says when its programs have ended.
            _ = tokio::signal::ctrl_c() => core.run(CancelCommit { id }).await?,
        }
    };
    questions.abort();
    // Its last words may have come together with its end.
    while let Ok(event) = events.try_recv() {
        hear(event);
    }
    let commit = committed?;
    output.answer(&commit, |commit| vec![format!("Made the commit {commit}. bough undo takes it back.")]);
    Ok(())
}

/// A person as Git writes one: `Name <address>`.
pub fn person(text: &str) -> Result<Author, Fault> {
    let parts = text.trim().strip_suffix('>').and_then(|text| text.split_once('<'));
    let (name, email) = parts
        .ok_or_else(|| Fault::Invalid { field: "co-author".into(), why: "A co-author is written as: Name <address>".into() })?;
    Ok(Author { name: name.trim().into(), email: email.trim().into() })
}

/// Undoes or redoes the newest step, or lists them all.
pub async fn undo(core: &Core, output: &Output, folder: &Path, redo: bool, list: bool) -> Result<(), Fault> {
    let id = repository(core, folder).await?;
    let state = core.run(GetUndo { id }).await?;
    if list {
        output.answer(&state, step_lines);
        return Ok(());
    }
    let next = if redo { state.undone.first() } else { state.done.first() };
    let Some(step) = next.cloned() else {
        let what = if redo { "a step to redo" } else { "a step to undo" };
        return Err(Fault::NotFound { what: what.into() });
    };
    let state = if redo {
        core.run(RedoStep { id, number: step.number }).await?
    } else {
        core.run(UndoStep { id, number: step.number }).await?
    };
    let word = if redo { "Done again" } else { "Undone" };
    output.answer(&state, |_| vec![format!("{word}: {}.", deed(&step.deed))]);
    Ok(())
}

/// The repository that a folder is or lies in.
pub async fn repository(core: &Core, folder: &Path) -> Result<RepositoryId, Fault> {
    let gone = |_| Fault::NotFound { what: folder.to_string_lossy().into_owned() };
    let path = std::path::absolute(folder).map_err(gone)?;
    Ok(core.run(OpenRepository { path: path.to_string_lossy().into_owned() }).await?.id)
}

fn status_lines(changes: &Changes) -> Vec<String> {
    let head = match &changes.head {
        Head::Branch { name, .. } => format!("On {name}."),
        Head::Unborn { name } => format!("On {name}, which has no commit yet."),
        Head::Detached { commit } => format!("At {commit}, on no branch."),
    };
    let mut lines = vec![head];
    if changes.operation.is_some() {
        lines.push("Something is unfinished here, such as a merge.".into());
    }
    for (title, list) in [("Staged", &changes.staged), ("Not staged", &changes.unstaged)] {
        if list.total > 0 {
            lines.push(format!("{title} ({}):", list.total));
            lines.extend(list.paths.iter().map(path_line));
            let shown = u32::try_from(list.paths.len()).unwrap_or(u32::MAX);
            if list.total > shown {
                lines.push(format!("  … and {} more", list.total - shown));
            }
        }
    }
    if changes.lfs_missing > 0 {
        lines.push(format!("Files of Git LFS are missing ({}). Get them with: bough lfs fetch", changes.lfs_missing));
    }
    if changes.staged.total + changes.unstaged.total == 0 {
        lines.push("Nothing has changed.".into());
    }
    lines
}

fn path_line(changed: &ChangedPath) -> String {
    let what = match changed.change {
        PathChange::Untracked => "new",
        PathChange::Conflicted => "in conflict",
        PathChange::Tracked { change } => match change {
            Change::Added => "added",
            Change::Modified => "changed",
            Change::Deleted => "deleted",
            Change::Renamed => "moved",
            Change::Copied => "copied",
            Change::TypeChanged => "other type",
        },
    };
    let path = one_line(&changed.shown);
    let path = changed.shown_before.as_ref().map_or_else(|| path.clone(), |before| format!("{} → {path}", one_line(before)));
    let lines = match (changed.added, changed.removed) {
        (Some(added), Some(removed)) => format!("  +{added} −{removed}"),
        _ => String::new(),
    };
    let large = match changed.lfs {
        Some(LfsFile { size, missing }) => format!("  lfs {}{}", HumanBytes(size), if missing { ", missing" } else { "" }),
        None => String::new(),
    };
    format!("  {what:<11}  {path}{lines}{large}")
}

fn step_lines(state: &UndoState) -> Vec<String> {
    let line = |mark: &str, step: &Step| format!("{mark} {}  {}  {}", step.number, step.time, deed(&step.deed));
    let undone = state.undone.iter().rev().map(|step| line("undone", step));
    undone.chain(state.done.iter().map(|step| line("done  ", step))).collect()
}

/// What a step did.
pub fn deed(deed: &Deed) -> String {
    let files = |count: u32, first: &str| match count {
        0 | 1 => one_line(first),
        count => format!("{} and {} more", one_line(first), count - 1),
    };
    match deed {
        Deed::Stage { files: count, first } => format!("stage {}", files(*count, first)),
        Deed::Unstage { files: count, first } => format!("unstage {}", files(*count, first)),
        Deed::Discard { files: count, first } => format!("discard {}", files(*count, first)),
        Deed::Commit { summary } => format!("commit “{}”", one_line(summary)),
        Deed::Amend { summary } => format!("amend to “{}”", one_line(summary)),
        Deed::CheckOut { name, branch: true } => format!("check out {}", one_line(name)),
        Deed::CheckOut { name, branch: false } => format!("check out the commit {}", name.get(..9).unwrap_or(name)),
    }
}

/// Names may hold line ends; the printer leaves those alone.
pub fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
