//! Making a commit from the index.

use std::ffi::OsStr;
use std::fs;

use git2::{Commit, Oid, Repository, RepositoryState as State, Signature};

use crate::error::Error;
use crate::hooks::HookRun;
use crate::undo::{Deed, Scope, Work};

/// A commit to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitDraft {
    /// Its message. White space is cleaned up as Git does it; lines with `#` stay.
    pub message: String,
    /// True to replace the last commit. Its author stays.
    pub amend: bool,
    /// Name and e-mail address of who commits, where the repository does not say otherwise.
    pub author: (String, String),
}

/// As [`crate::Repository::commit_changes`].
pub(super) fn commit(work: &mut Work<'_>, draft: &CommitDraft) -> Result<String, Error> {
    let git = work.git;
    let state = git.state();
    if !matches!(state, State::Clean | State::Merge | State::Revert | State::CherryPick) {
        return Err(Error::Refused {
            detail: "A series of commits is unfinished in this repository. Go on with it, or abort it, with git.".to_owned(),
        });
    }
    let message = cleaned(&draft.message)?;
    if message.is_empty() {
        return Err(Error::invalid("message", "The message is empty."));
    }
    if work.index.has_conflicts() {
        return Err(Error::invalid("staged", "Some files are still in conflict."));
    }
    let who = committer(git, &draft.author)?;
    let tip = tip(git)?;
    let summary = message.lines().next().unwrap_or_default().trim().to_owned();
    if draft.amend {
        let old = tip.ok_or_else(|| Error::invalid("staged", "There is no commit to amend yet."))?;
        if state != State::Clean {
            return Err(Error::Refused {
                detail: "A merge is unfinished: commit it before the last commit is amended.".to_owned(),
            });
        }
        return work.step(&Deed::Amend { summary: summary.clone() }, &Scope::default(), |work| {
            let tree = git.find_tree(work.index.write_tree()?)?;
            let author = old.author();
            let parents = old.parents().collect::<Vec<_>>();
            let id = git.commit(None, &author, &who, &message, &tree, &parents.iter().collect::<Vec<_>>())?;
            move_branch(work, Some(&old), id, &format!("commit (amend): {summary}"))?;
            Ok(id.to_string())
        });
    }
    let merged = named_in(git, "MERGE_HEAD")?;
    // Whoever picks a commit up does not become its author.
    let picked = named_in(git, "CHERRY_PICK_HEAD")?;
    let author = picked.first().map_or_else(|| who.clone(), |picked| picked.author().to_owned());
    work.step(&Deed::Commit { summary: summary.clone() }, &Scope::default(), |work| {
        let tree = git.find_tree(work.index.write_tree()?)?;
        let before = tip.as_ref().map(Commit::tree_id);
        let empty = before.map_or(tree.is_empty(), |before| before == tree.id());
        if empty && merged.is_empty() {
            return Err(Error::invalid("staged", "Nothing is staged."));
        }
        let parents: Vec<&Commit<'_>> = tip.iter().chain(&merged).collect();
        let id = git.commit(None, &author, &who, &message, &tree, &parents)?;
        let kind = match (&tip, merged.is_empty(), picked.is_empty()) {
            (None, ..) => "commit (initial)",
            (_, false, _) => "commit (merge)",
            (_, _, false) => "commit (cherry-pick)",
            _ => "commit",
        };
        move_branch(work, tip.as_ref(), id, &format!("{kind}: {summary}"))?;
        if state != State::Clean {
            git.cleanup_state()?;
        }
        Ok(id.to_string())
    })
}

/// A message without white space that says nothing.
fn cleaned(message: &str) -> Result<String, Error> {
    git2::message_prettify(message, None).map_err(|_| Error::invalid("message", "The message must not hold a NUL character."))
}

/// Asks the hooks that may forbid a commit or rewrite its message; the draft with the message that came of it.
pub(super) fn ask_hooks(git: &Repository, draft: &CommitDraft, run: &HookRun<'_>) -> Result<CommitDraft, Error> {
    run.ask(git, "pre-commit", &[], b"")?;
    let file = git.path().join("COMMIT_EDITMSG");
    fs::write(&file, cleaned(&draft.message)?)?;
    let path = file.as_os_str();
    let source: &[&OsStr] = match (draft.amend, git.state()) {
        (true, _) => &[path, OsStr::new("commit"), OsStr::new("HEAD")],
        (_, State::Merge) => &[path, OsStr::new("merge")],
        _ => &[path, OsStr::new("message")],
    };
    run.ask(git, "prepare-commit-msg", source, b"")?;
    run.ask(git, "commit-msg", &[path], b"")?;
    Ok(CommitDraft { message: String::from_utf8_lossy(&fs::read(&file)?).into_owned(), ..draft.clone() })
}

/// Tells the hooks that only want to hear; what they make of it changes nothing.
pub(super) fn tell_hooks(git: &Repository, draft: &CommitDraft, old: Option<Oid>, new: &str, run: &HookRun<'_>) {
    let _ = run.ask(git, "post-commit", &[], b"");
    if let (true, Some(old)) = (draft.amend, old) {
        let _ = run.ask(git, "post-rewrite", &[OsStr::new("amend")], format!("{old} {new}\n").as_bytes());
    }
}

/// Moves what HEAD names, unless somebody moved it meanwhile.
fn move_branch(work: &Work<'_>, old: Option<&Commit<'_>>, new: Oid, words: &str) -> Result<(), Error> {
    let git = work.git;
    let head = git.find_reference("HEAD")?;
    let name = head.symbolic_target().ok().flatten().unwrap_or("HEAD").to_owned();
    work.index.about_to_move(&name, Some(new))?;
    let moved = match old {
        Some(old) => git.reference_matching(&name, new, true, old.id(), words),
        None => git.reference(&name, new, false, words),
    };
    match moved {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.code(), git2::ErrorCode::Modified | git2::ErrorCode::Exists) => {
            Err(Error::Moved { what: "The current branch".to_owned() })
        }
        Err(error) => Err(error.into()),
    }
}

/// The last commit; none before the first.
pub(super) fn tip(git: &Repository) -> Result<Option<Commit<'_>>, Error> {
    match git.head() {
        Ok(head) => Ok(Some(head.peel_to_commit()?)),
        Err(error) if error.code() == git2::ErrorCode::UnbornBranch => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The commits that a file of the Git folder names, one in each line; none where it is not there.
fn named_in<'r>(git: &'r Repository, file: &str) -> Result<Vec<Commit<'r>>, Error> {
    let Ok(text) = fs::read_to_string(git.path().join(file)) else { return Ok(Vec::new()) };
    text.lines().map(|line| Ok(git.find_commit(Oid::from_str(line.trim())?)?)).collect()
}

fn committer(git: &Repository, author: &(String, String)) -> Result<Signature<'static>, Error> {
    let (name, email) = identity(git, author)?;
    let missing = || Error::invalid("author", "Name and e-mail address are needed to commit.");
    if name.trim().is_empty() || email.trim().is_empty() {
        return Err(missing());
    }
    Signature::now(&name, &email).map_err(|_| missing())
}

/// What this repository's own configuration says about who commits, else what was given.
pub(crate) fn identity(git: &Repository, author: &(String, String)) -> Result<(String, String), Error> {
    let config = git.config()?;
    let own = config.open_level(git2::ConfigLevel::Local);
    let own = |key: &str| own.as_ref().ok()?.get_string(key).ok().filter(|value| !value.trim().is_empty());
    Ok((own("user.name").unwrap_or_else(|| author.0.clone()), own("user.email").unwrap_or_else(|| author.1.clone())))
}
