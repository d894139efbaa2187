//! Commits and changed files in JSON.

use serde_json::{Value, json};

use super::Pen;
use crate::bitbucket::git::{Change, Commit};

/// The first eleven characters of a commit's id, as the server shortens it.
pub(crate) fn short(id: &str) -> &str {
    id.get(..11).unwrap_or(id)
}

impl Pen<'_> {
    /// Name and e-mail as in the commit, or the whole account that the e-mail belongs to.
    fn person(&self, (name, email): &(String, String)) -> Value {
        let account = self.world.users.iter().find(|user| user.email.as_ref().is_some_and(|own| own == email));
        account.map_or_else(|| json!({ "name": name, "emailAddress": email }), |user| self.user_json(user))
    }

    pub fn commit(&self, commit: &Commit) -> Value {
        let parents = commit.parents.iter().map(|id| json!({ "id": id, "displayId": short(id) }));
        json!({
            "id": commit.id,
            "displayId": short(&commit.id),
            "author": self.person(&commit.author),
            "authorTimestamp": commit.authored,
            "committer": self.person(&commit.committer),
            "committerTimestamp": commit.committed,
            "message": commit.message,
            "parents": parents.collect::<Vec<_>>(),
        })
    }
}

fn path_json(path: &str) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut written = json!({
        "components": path.split('/').collect::<Vec<_>>(),
        "parent": parent,
        "name": name,
        "toString": path,
    });
    if let Some((_, extension)) = name.rsplit_once('.') {
        written["extension"] = json!(extension);
    }
    written
}

pub(crate) fn change_json(change: &Change) -> Value {
    let kind = match change.letter {
        'A' => "ADD",
        'D' => "DELETE",
        'R' => "MOVE",
        'C' => "COPY",
        _ => "MODIFY",
    };
    let mut written = json!({
        "contentId": change.new_blob,
        "fromContentId": change.old_blob,
        "path": path_json(&change.path),
        "executable": change.executable,
        "percentUnchanged": change.similarity.map_or(-1, i16::from),
        "type": kind,
        "nodeType": "FILE",
        "links": { "self": [null] },
        "properties": { "gitChangeType": kind },
    });
    if let Some(old) = &change.old_path {
        written["srcPath"] = path_json(old);
    }
    written
}
