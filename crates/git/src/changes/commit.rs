//! Making a commit from the index.

use std::ffi::OsStr;
use std::path::Path;

use git2::{Commit, DiffOptions, Oid, Repository, RepositoryState as State, Signature, Tree};

use super::message;
use crate::error::Error;
use crate::git_file;
use crate::hooks::HookRun;
use crate::modes;
use crate::undo::{Deed, Scope, Work};

/// Where Git and its hooks have the message while a commit is made.
const EDITED: &str = "COMMIT_EDITMSG";
/// Bytes of a message or a list of commits that are read.
const LONGEST: u64 = 16 << 20;

/// A commit to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommitDraft {
    /// Its message. It is cleaned up as Git does it for one that was written without an editor.
    pub message: String,
    /// True to replace the last commit. Its author stays.
    pub amend: bool,
    /// Name and e-mail address of who commits, where the repository does not say otherwise.
    pub author: (String, String),
    /// Names and e-mail addresses of those who wrote it too.
    pub co_authors: Vec<(String, String)>,
    /// True to say that the committer may pass this work on (`Signed-off-by`).
    pub sign_off: bool,
}

/// A commit that is ready, but for a signature.
pub(super) struct Planned {
    /// The commit as an object.
    pub(super) text: Vec<u8>,
    /// Who commits, as `Name <address>`.
    pub(super) committer: String,
    tip: Option<Oid>,
    state: State,
    deed: Deed,
    words: String,
}

/// Looks whether the commit can be made, and of what.
pub(super) fn plan(work: &mut Work<'_>, draft: &CommitDraft) -> Result<Planned, Error> {
    let git = work.git;
    let state = git.state();
    if !matches!(state, State::Clean | State::Merge | State::Revert | State::CherryPick) {
        return Err(Error::Refused {
            detail: "A series of commits is unfinished in this repository. Go on with it, or abort it, with git.".to_owned(),
        });
    }
    let message = message::cleaned(git, &draft.message)?;
    if message.trim().is_empty() {
        return Err(Error::invalid("message", "The message is empty."));
    }
    if work.index.has_conflicts() {
        return Err(Error::invalid("staged", "Some files are still in conflict."));
    }
    let who = committer(git, &draft.author)?;
    let tip = tip(git)?;
    let summary = message.lines().next().unwrap_or_default().trim().to_owned();
    let tree = git.find_tree(work.index.write_tree()?)?;
    let (author, parents, deed, words);
    if draft.amend {
        let old = tip.as_ref().ok_or_else(|| Error::invalid("staged", "There is no commit to amend yet."))?;
        if state != State::Clean {
            return Err(Error::Refused {
                detail: "A merge is unfinished: commit it before the last commit is amended.".to_owned(),
            });
        }
        author = old.author().to_owned();
        parents = old.parents().collect::<Vec<_>>();
        words = format!("commit (amend): {summary}");
        deed = Deed::Amend { summary };
    } else {
        let merged = named_in(git, "MERGE_HEAD")?;
        if merged.is_empty() && brings_nothing(git, tip.as_ref(), &tree)? {
            return Err(Error::invalid("staged", "Nothing is staged."));
        }
        // Whoever picks a commit up does not become its author.
        let picked = named_in(git, "CHERRY_PICK_HEAD")?;
        author = picked.first().map_or_else(|| who.clone(), |picked| picked.author().to_owned());
        let kind = match (&tip, merged.is_empty(), picked.is_empty()) {
            (None, ..) => "commit (initial)",
            (_, false, _) => "commit (merge)",
            (_, _, false) => "commit (cherry-pick)",
            _ => "commit",
        };
        parents = tip.iter().cloned().chain(merged).collect();
        words = format!("{kind}: {summary}");
        deed = Deed::Commit { summary };
    }
    let text = git.commit_create_buffer(&author, &who, &message, &tree, &parents.iter().collect::<Vec<_>>())?.to_vec();
    Ok(Planned { text, committer: who.to_string(), tip: tip.map(|tip| tip.id()), state, deed, words })
}

/// True where a commit of `tree` would be one without a change.
fn brings_nothing(git: &Repository, tip: Option<&Commit<'_>>, tree: &Tree<'_>) -> Result<bool, Error> {
    let Some(tip) = tip else { return Ok(tree.is_empty()) };
    if tip.tree_id() == tree.id() {
        return Ok(true);
    }
    let old = tip.tree()?;
    let diff = git.diff_tree_to_tree(Some(&old), Some(tree), Some(DiffOptions::new().include_typechange(true)))?;
    let after = |path: &Path| modes::at(Some(tree), path);
    Ok(diff.deltas().all(|delta| modes::only_differ_in_writing(&delta, Some(&old), after)))
}

/// Makes the commit that was planned, unless something moved meanwhile.
pub(super) fn make(work: &mut Work<'_>, planned: &Planned, signature: Option<&str>) -> Result<String, Error> {
    let git = work.git;
    work.step(&planned.deed, &Scope::default(), |work| {
        if git.state() != planned.state {
            return Err(Error::Moved { what: "What is unfinished".to_owned() });
        }
        let text = signature.map_or_else(|| Ok(planned.text.clone()), |signature| signed(&planned.text, signature))?;
        let id = git.odb()?.write(git2::ObjectType::Commit, &text)?;
        move_branch(work, planned.tip, id, &planned.words)?;
        if planned.state != State::Clean {
            git.cleanup_state()?;
        }
        Ok(id.to_string())
    })
}

/// The commit with its signature as the last of its headers. Names and messages need not be UTF-8.
fn signed(text: &[u8], signature: &str) -> Result<Vec<u8>, Error> {
    let end = text.windows(2).position(|pair| pair == b"\n\n").ok_or_else(|| Error::broken("a commit without a message"))?;
    let header = format!("gpgsig {}\n", signature.trim_end().replace('\n', "\n "));
    Ok([&text[..=end], header.as_bytes(), &text[end + 1..]].concat())
}

/// The draft as hooks and the commit take it: cleaned up, with its trailers.
pub(super) fn composed(git: &Repository, draft: &CommitDraft) -> Result<CommitDraft, Error> {
    let plain = |text: &str| !text.trim().is_empty() && !text.chars().any(|letter| letter.is_control() || "<>".contains(letter));
    if draft.co_authors.iter().any(|(name, email)| !plain(name) || !plain(email)) {
        return Err(Error::invalid(
            "coAuthors",
            "A co-author needs a name and an e-mail address, without line ends and brackets.",
        ));
    }
    let message = message::cleaned(git, &draft.message)?;
    if message.trim().is_empty() || (draft.co_authors.is_empty() && !draft.sign_off) {
        return Ok(CommitDraft { message, ..draft.clone() });
    }
    let who = committer(git, &draft.author)?;
    let who = (String::from_utf8_lossy(who.name_bytes()).into_owned(), String::from_utf8_lossy(who.email_bytes()).into_owned());
    let signed_off = draft.sign_off.then_some(("Signed-off-by", &who));
    let trailers: Vec<_> = draft.co_authors.iter().map(|person| ("Co-authored-by", person)).chain(signed_off).collect();
    Ok(CommitDraft { message: message::with_trailers(&message, &trailers)?, ..draft.clone() })
}

/// Asks the hooks that may forbid a commit or rewrite its message; the draft with the message that came of it.
pub(super) fn ask_hooks(git: &Repository, draft: &CommitDraft, run: &HookRun<'_>) -> Result<CommitDraft, Error> {
    run.ask(git, "pre-commit", &[], b"")?;
    git_file::write(git, EDITED, draft.message.as_bytes())?;
    let file = git.path().join(EDITED);
    let path = file.as_os_str();
    let source: &[&OsStr] = match (draft.amend, git.state()) {
        (true, _) => &[path, OsStr::new("commit"), OsStr::new("HEAD")],
        (_, State::Merge) => &[path, OsStr::new("merge")],
        _ => &[path, OsStr::new("message")],
    };
    run.ask(git, "prepare-commit-msg", source, b"")?;
    run.ask(git, "commit-msg", &[path], b"")?;
    let message = git_file::read(git, EDITED, LONGEST)
        .ok_or_else(|| Error::Refused { detail: format!("A hook took {EDITED} away, or left something else in its place.") })?;
    Ok(CommitDraft { message: String::from_utf8_lossy(&message).into_owned(), ..draft.clone() })
}

/// Tells the hooks that only want to hear; what they make of it changes nothing.
pub(super) fn tell_hooks(git: &Repository, draft: &CommitDraft, old: Option<Oid>, new: &str, run: &HookRun<'_>) {
    let _ = run.ask(git, "post-commit", &[], b"");
    if let (true, Some(old)) = (draft.amend, old) {
        let _ = run.ask(git, "post-rewrite", &[OsStr::new("amend")], format!("{old} {new}\n").as_bytes());
    }
}

/// Moves what HEAD names, unless somebody moved it meanwhile.
fn move_branch(work: &Work<'_>, old: Option<Oid>, new: Oid, words: &str) -> Result<(), Error> {
    let git = work.git;
    let head = git.find_reference("HEAD")?;
    let name = head.symbolic_target().ok().flatten().unwrap_or("HEAD").to_owned();
    work.index.about_to_move(&name, Some(new))?;
    let moved = match old {
        Some(old) => git.reference_matching(&name, new, true, old, words),
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
pub(crate) fn tip(git: &Repository) -> Result<Option<Commit<'_>>, Error> {
    match git.head() {
        Ok(head) => Ok(Some(head.peel_to_commit()?)),
        Err(error) if error.code() == git2::ErrorCode::UnbornBranch => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The commits that a file of the Git folder names, one in each line; none where it is not there.
fn named_in<'r>(git: &'r Repository, file: &str) -> Result<Vec<Commit<'r>>, Error> {
    let Some(text) = git_file::read(git, file, LONGEST) else { return Ok(Vec::new()) };
    String::from_utf8_lossy(&text).lines().map(|line| Ok(git.find_commit(Oid::from_str(line.trim())?)?)).collect()
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
