//! Git: repositories on this computer and the ways to others. libgit2 and gix live behind this wall and nowhere else.
//!
//! Call [`start`] first. Then [`clone`](clone()), [`create`] and [`Repository::open`] are the doors. Network goes through
//! our own transports only: HTTP(S) through the crate `net`, SSH through the user's OpenSSH; opening and reading a
//! repository runs nothing that is named in it.

mod access;
mod author;
mod begin;
mod changes;
mod checkout;
mod clone;
mod commit;
mod context;
mod create;
mod error;
mod fetch;
mod filters;
mod git_file;
mod gitmodules;
mod heard;
mod hooks;
mod identity;
mod index_file;
mod knock;
mod lfs;
mod modes;
mod names;
mod patience;
mod people;
mod person;
mod process;
mod programs;
mod progress;
mod push;
mod refs;
mod remote_words;
mod remotes;
mod repository;
mod rows;
mod shown;
mod signing;
mod start;
mod stat;
mod transport;
mod undo;
mod url;
mod watch;
mod work_tree;
mod worktrees;

pub use access::{Access, SshLaunch};
pub use author::global_author;
pub use begin::{Beginning, Begun, begin};
pub use changes::{
    Between, Changed, Changes, Choice, CommitDraft, CommitOutlook, DiffContent, DiffLine, Encoding, End, FileDiff, Hunk, LineEnd,
    List, Operation, PATHS_SHOWN, PathChange, Reading, Side,
};
pub use checkout::{CheckedOut, CheckoutRun, Destination};
pub use clone::{CloneRequest, Cloned, clone, clone_without_files, sweep};
pub use commit::{Change, ChangedFile, Commit, FILES_SHOWN};
pub use context::{Context, Indexer};
pub use create::create;
pub use error::{DiskProblem, Error, HostKeyFailure, HostKeyProblem, SignInReason};
pub use hooks::{HookRun, Surroundings};
pub use knock::{SshKnock, knock_at_http, knock_at_lfs, knock_at_ssh};
pub use lfs::{LfsFile, LfsVersion};
pub use person::Person;
pub use programs::{Outcome, Programs};
pub use progress::{Progress, Stage};
pub use push::{PushTarget, Pushed};
pub use refs::{Branch, Refs, Remote, RemoteBranch, Stash, Submodule, Tag, Upstream};
pub use repository::{Head, Repository, remotes_at};
pub use rows::{Edge, RefLabel, Row, Rows};
pub use shown::visible_lines;
pub use signing::{SignatureCheck, Verdict};
pub use start::start;
pub use undo::{Deed, EntryMove, FileMove, HeadMove, LeftCommit, Step, Undo, UndoOutlook};
pub use url::checked_address;
pub use watch::{Watch, Watching};
pub use worktrees::{AddedWorktree, WorktreeLoss};
