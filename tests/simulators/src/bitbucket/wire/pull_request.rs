//! Pull requests, participants and the timeline in JSON.

use serde_json::{Value, json};

use super::{Pen, short};
use crate::bitbucket::world::{Comment, Participant, PullRequest, PullRequestState, RepositoryId, Side, Verdict};

/// What Git says about a pull request at this moment.
#[derive(Clone, Default)]
pub(crate) struct PullState {
    pub from_commit: String,
    pub to_commit: String,
    /// Open ones only: whether merging would conflict, if that can be told.
    pub conflicted: Option<bool>,
    pub merge_commit: Option<String>,
}

impl Pen<'_> {
    pub fn pull_request(&self, pull: &PullRequest, state: &PullState) -> Value {
        let path = self.world.repository(pull.to.repository).map(|target| self.repository_path(target)).unwrap_or_default();
        let open = pull.state == PullRequestState::Open;
        let author = Participant::new(pull.author, Verdict::Unapproved);
        let mut written = json!({
            "id": pull.number,
            "version": pull.version,
            "title": pull.title,
            "state": pull.state.name(),
            "open": open,
            "closed": !open,
            "createdDate": self.time(pull.created),
            "updatedDate": self.time(pull.updated),
            "fromRef": self.side(&pull.from, &state.from_commit),
            "toRef": self.side(&pull.to, &state.to_commit),
            "locked": false,
            "author": self.participant(&author, "AUTHOR"),
            "reviewers": pull.reviewers.iter().map(|each| self.reviewer(each, state)).collect::<Vec<_>>(),
            "participants": pull.participants.iter().map(|each| self.participant(each, "PARTICIPANT")).collect::<Vec<_>>(),
            "properties": properties(pull, state),
            "links": self.links(&format!("{path}/pull-requests/{}", pull.number)),
        });
        if let Some(description) = &pull.description {
            written["description"] = json!(description);
        }
        if self.server.switches.version.has_drafts() {
            written["draft"] = json!(pull.draft);
        }
        if let Some(closed) = pull.closed {
            written["closedDate"] = self.time(closed);
        }
        written
    }

    fn side(&self, side: &Side, commit: &str) -> Value {
        let mut written = json!({
            "id": format!("refs/heads/{}", side.branch),
            "displayId": side.branch,
            "latestCommit": commit,
            "type": "BRANCH",
        });
        // Deleted, or not for the caller's eyes: the key is missing then.
        let repository = self.world.repository(side.repository);
        if let Some(repository) = repository.filter(|each| self.world.repository_level(self.caller, each).is_some()) {
            written["repository"] = self.repository(repository);
        }
        written
    }

    /// Whoever has spoken has looked at the newest commit, unless it is known which one it was.
    fn reviewer(&self, reviewer: &Participant, state: &PullState) -> Value {
        let mut written = self.participant(reviewer, "REVIEWER");
        if reviewer.last_reviewed.is_none() && reviewer.verdict != Verdict::Unapproved {
            written["lastReviewedCommit"] = json!(state.from_commit);
        }
        written
    }

    pub fn participant(&self, participant: &Participant, role: &str) -> Value {
        let mut written = json!({
            "user": self.user(participant.user),
            "role": role,
            "approved": participant.verdict == Verdict::Approved,
            "status": participant.verdict.name(),
        });
        if let Some(commit) = &participant.last_reviewed {
            written["lastReviewedCommit"] = json!(commit);
        }
        written
    }

    pub fn comment(&self, comment: &Comment, target: RepositoryId) -> Value {
        json!({
            "id": comment.id,
            "version": 0,
            "text": comment.text,
            "author": self.user(comment.author),
            "createdDate": self.time(comment.created),
            "updatedDate": self.time(comment.created),
            "comments": [],
            "tasks": [],
            "severity": if comment.task { "BLOCKER" } else { "NORMAL" },
            "state": if comment.resolved { "RESOLVED" } else { "OPEN" },
            "properties": { "repositoryId": target.0 },
            "permittedOperations": { "editable": false, "deletable": false, "transitionable": false },
        })
    }
}

fn properties(pull: &PullRequest, state: &PullState) -> Value {
    let tasks = |resolved| pull.comments.iter().filter(|each| each.task && each.resolved == resolved).count();
    let mut written = json!({ "resolvedTaskCount": tasks(true), "openTaskCount": tasks(false) });
    if !pull.comments.is_empty() {
        written["commentCount"] = json!(pull.comments.len());
    }
    if pull.state == PullRequestState::Open {
        let outcome = match state.conflicted {
            Some(true) => "CONFLICTED",
            Some(false) => "CLEAN",
            None => "UNKNOWN",
        };
        written["mergeResult"] = json!({ "outcome": outcome, "current": state.conflicted.is_some() });
    }
    if let Some(commit) = &state.merge_commit {
        written["mergeCommit"] = json!({ "id": commit, "displayId": short(commit) });
    }
    written
}
