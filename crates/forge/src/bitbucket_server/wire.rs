//! The server's JSON. Only what makes an object what it is must be there; all else may be missing or odd.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::lenient::{list, maybe, number, text, time, truth};

/// The envelope of a list. Its elements are read one by one, so that a broken one does not cost the others.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Envelope {
    pub(super) values: Vec<Value>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) is_last_page: Option<bool>,
    /// Absent, null or 0 on the last page, by version.
    #[serde(default, deserialize_with = "number")]
    pub(super) next_page_start: Option<u64>,
}

/// `application-properties`. The numbers are strings in the documentation and numbers in some answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Properties {
    #[serde(default, deserialize_with = "text")]
    pub(super) version: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) build_number: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) display_name: String,
}

/// `authconfig/latest/login-options`.
#[derive(Debug, Deserialize)]
pub(super) struct LoginOptions {
    #[serde(default, deserialize_with = "list", alias = "values")]
    pub(super) results: Vec<LoginOption>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LoginOption {
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub(super) kind: String,
}

/// Users lack their slug and more where they are commit authors; deleted ones may lack anything.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) slug: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) display_name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) email_address: String,
    #[serde(default, deserialize_with = "truth")]
    pub(super) active: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Project {
    pub(super) key: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) description: String,
    #[serde(default, deserialize_with = "truth")]
    pub(super) public: Option<bool>,
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) owner: Option<User>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Repository {
    pub(super) slug: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) description: String,
    /// Absent in some `origin`s.
    #[serde(default, deserialize_with = "maybe")]
    pub(super) project: Option<Project>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) origin: Option<Box<Repository>>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) public: Option<bool>,
    /// Since 8.0.
    #[serde(default, deserialize_with = "truth")]
    pub(super) archived: Option<bool>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) links: Option<Links>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Links {
    #[serde(default, deserialize_with = "list")]
    pub(super) clone: Vec<Link>,
    #[serde(default, rename = "self", deserialize_with = "list")]
    pub(super) own: Vec<Link>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    pub(super) href: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Branch {
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) latest_commit: String,
    /// The name of `latestCommit` before 4.0.
    #[serde(default, deserialize_with = "text")]
    pub(super) latest_changeset: String,
    #[serde(default, deserialize_with = "truth")]
    pub(super) is_default: Option<bool>,
}

/// `sync/latest`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ForkSync {
    #[serde(default, deserialize_with = "truth")]
    pub(super) available: Option<bool>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) enabled: Option<bool>,
    #[serde(default, deserialize_with = "time")]
    pub(super) last_sync: Option<Timestamp>,
    #[serde(default, deserialize_with = "list")]
    pub(super) ahead_refs: Vec<SyncedRef>,
    #[serde(default, deserialize_with = "list")]
    pub(super) diverged_refs: Vec<SyncedRef>,
    #[serde(default, deserialize_with = "list")]
    pub(super) orphaned_refs: Vec<SyncedRef>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SyncedRef {
    #[serde(default, deserialize_with = "text")]
    pub(super) display_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PullRequest {
    pub(super) id: u64,
    #[serde(default, deserialize_with = "text")]
    pub(super) title: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) description: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) state: String,
    /// Since 8.18.
    #[serde(default, deserialize_with = "truth")]
    pub(super) draft: Option<bool>,
    #[serde(default, deserialize_with = "time")]
    pub(super) created_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "time")]
    pub(super) updated_date: Option<Timestamp>,
    pub(super) from_ref: End,
    pub(super) to_ref: End,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) author: Option<Participant>,
    #[serde(default, deserialize_with = "list")]
    pub(super) reviewers: Vec<Participant>,
    #[serde(default, deserialize_with = "list")]
    pub(super) participants: Vec<Participant>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) properties: Option<PullRequestProperties>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) links: Option<Links>,
}

/// `fromRef` and `toRef`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct End {
    #[serde(default, deserialize_with = "text")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) latest_commit: String,
    /// Missing or null where it was deleted or may not be read.
    #[serde(default, deserialize_with = "maybe")]
    pub(super) repository: Option<Repository>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Participant {
    #[serde(default, deserialize_with = "maybe")]
    pub(super) user: Option<User>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) approved: Option<bool>,
    /// Absent before 4.4.
    #[serde(default, deserialize_with = "text")]
    pub(super) status: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) last_reviewed_commit: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PullRequestProperties {
    #[serde(default, deserialize_with = "maybe")]
    pub(super) merge_result: Option<Mergeability>,
    #[serde(default, deserialize_with = "number")]
    pub(super) comment_count: Option<u64>,
    #[serde(default, deserialize_with = "number")]
    pub(super) open_task_count: Option<u64>,
}

/// `mergeResult` of a pull request's properties, and the answer of `…/merge`.
#[derive(Debug, Deserialize)]
pub(super) struct Mergeability {
    #[serde(default, deserialize_with = "text")]
    pub(super) outcome: String,
    /// In `mergeResult` only: false where it is about older commits.
    #[serde(default, deserialize_with = "truth")]
    pub(super) current: Option<bool>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) conflicted: Option<bool>,
}

/// `ssh/latest/keys`.
#[derive(Debug, Deserialize)]
pub(super) struct SshKey {
    pub(super) text: String,
}

/// `ssh/latest/settings`.
#[derive(Debug, Deserialize)]
pub(super) struct SshSettings {
    #[serde(default, rename = "baseUrl", deserialize_with = "text")]
    pub(super) base_url: String,
    #[serde(default, deserialize_with = "truth")]
    pub(super) enabled: Option<bool>,
    #[serde(default, deserialize_with = "maybe")]
    pub(super) fingerprint: Option<Fingerprint>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fingerprint {
    #[serde(default, deserialize_with = "text")]
    pub(super) algorithm: String,
    pub(super) value: String,
}

/// The body of an error.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Faults {
    #[serde(default, deserialize_with = "list")]
    pub(super) errors: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fault {
    /// The field that is meant.
    #[serde(default, deserialize_with = "text")]
    pub(super) context: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) message: String,
    /// `com.atlassian.bitbucket.…` since 4.0, `com.atlassian.stash.…` before.
    #[serde(default, deserialize_with = "text")]
    pub(super) exception_name: String,
}
