//! Activity: what the person had Bough do, and how it went.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::changes::Deed;
use super::ids::ActivityId;
use crate::fault::Fault;

/// One thing that was done. Nothing in it is a secret: user names in addresses and what looks like a token are blacked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What was done.
    pub kind: ActivityKind,
    /// What it was done to: a file, a commit's summary, a key, an account; none where the kind says it all.
    pub about: Option<String>,
    /// So many others besides.
    pub more: u32,
    /// For undoing and redoing: what the first of the steps did.
    pub step: Option<Deed>,
    /// The repository or host, by its name.
    pub place: Option<String>,
    /// The repository's folder.
    pub folder: Option<String>,
    /// The commands of Git that do the same, quoted for a shell; none where nothing in Git does.
    pub command: Option<String>,
    /// What the server said beside the data, control characters made visible; may be cut at its beginning.
    pub remote: String,
    /// When it began, RFC 3339.
    pub started: String,
    /// How long it took, in milliseconds; none while it runs.
    pub millis: Option<u32>,
    /// How it went.
    pub outcome: ActivityOutcome,
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityKind {
    /// Clone a repository.
    Clone,
    /// Make an empty repository.
    CreateRepository,
    /// Fork a repository on a host.
    Fork,
    /// Have a host keep a fork in step with its origin.
    FollowOrigin,
    /// Stop it.
    LeaveOrigin,
    /// Add a remote.
    AddRemote,
    /// Has an account answer for the remotes on its host.
    ChooseAccount,
    /// Fetch the branches of a remote.
    Fetch,
    /// Make a repository on a host.
    CreateHostRepository,
    /// Push the first commits of a repository that was made on a host.
    FinishCreation,
    /// Make a webhook of a repository on a host.
    CreateWebhook,
    /// Change one.
    ChangeWebhook,
    /// Have the server try one.
    TestWebhook,
    /// Remove one.
    DeleteWebhook,
    /// Take a repository off the list.
    ForgetRepository,
    /// Allow a repository to run programs of its own.
    TrustRepository,
    /// Forbid it again.
    DistrustRepository,
    /// Put changes into the index.
    Stage,
    /// Take changes out of the index.
    Unstage,
    /// Give changes of files up.
    Discard,
    /// Make a commit.
    Commit,
    /// Replace the last commit.
    Amend,
    /// Download files of Git LFS.
    FetchLfs,
    /// Fetch what is new on the remotes.
    FetchRemotes,
    /// Push a branch.
    PushBranch,
    /// Check something out.
    CheckOut,
    /// Make a further work tree.
    AddWorktree,
    /// Keep a work tree ready.
    Follow,
    /// Stop it.
    StopFollowing,
    /// Say how commits are built.
    SetPrebuildPlan,
    /// Build a commit.
    BuildPrebuild,
    /// Say who commits in a repository.
    UseIdentity,
    /// Say who is to commit in the repositories of a host.
    SetIdentityRule,
    /// Undo steps.
    Undo,
    /// Do undone steps again.
    Redo,
    /// Add a host.
    AddHost,
    /// Remove a host with its accounts.
    RemoveHost,
    /// Trust a certificate or an authority for one host.
    TrustCertificate,
    /// Refuse a certificate.
    RefuseCertificate,
    /// Trust an SSH host key.
    TrustHostKey,
    /// Refuse an SSH host key.
    RefuseHostKey,
    /// Sign in with a token.
    ConnectAccount,
    /// Register Bough on a host.
    RegisterApplication,
    /// Forget such a registration.
    RemoveRegistration,
    /// Sign in through the browser.
    AuthoriseAccount,
    /// Write a file with which others connect to a host.
    ExportHost,
    /// Add the host of such a file.
    OpenHostFile,
    /// Examine the connection to a host.
    ExamineConnection,
    /// Try what an account's token allows.
    TestAccount,
    /// Forget an account and its token.
    DisconnectAccount,
    /// Make an SSH key pair.
    GenerateSshKey,
    /// Choose which SSH key is used.
    ChooseSshKey,
    /// Bring a public key to a host.
    UploadSshKey,
    /// Add a profile.
    AddProfile,
    /// Remove a profile with its accounts.
    RemoveProfile,
    /// Use another profile.
    SwitchProfile,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ActivityOutcome {
    /// At work.
    Running,
    /// Done.
    Done,
    /// The person ended it.
    Cancelled,
    /// It ended in a fault.
    Failed {
        /// Which.
        fault: Box<Fault>,
    },
    /// Bough ended before it did.
    Interrupted,
}

/// A window of the list of activities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Activities {
    /// Those in the window, the newest first.
    pub items: Vec<Activity>,
    /// How many fit the words, in the window or not.
    pub total: u32,
}
