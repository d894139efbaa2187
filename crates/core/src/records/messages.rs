//! `messages.json`: messages of commits that were written lately, for each repository.

use serde::{Deserialize, Serialize};

use crate::api::ids::RepositoryId;

/// Messages that are kept of a repository.
const KEPT: usize = 30;
/// Bytes of a message that is kept; a longer one is no message.
const LONGEST: usize = 64 * 1024;

/// All repositories' messages.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct MessagesRecord {
    repositories: Vec<RepositoryMessages>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RepositoryMessages {
    id: RepositoryId,
    /// Newest first.
    messages: Vec<String>,
}

impl MessagesRecord {
    /// Those of a repository, the newest first.
    pub(crate) fn of(&self, id: RepositoryId) -> Vec<String> {
        self.repositories.iter().find(|kept| kept.id == id).map(|kept| kept.messages.clone()).unwrap_or_default()
    }

    /// Puts a message in front. One that only goes on with the newest takes its place.
    pub(crate) fn keep(&mut self, id: RepositoryId, message: &str) {
        let message = message.trim_end();
        if message.trim().is_empty() || message.len() > LONGEST {
            return;
        }
        let place = self.repositories.iter().position(|kept| kept.id == id).unwrap_or_else(|| {
            self.repositories.push(RepositoryMessages { id, messages: Vec::new() });
            self.repositories.len() - 1
        });
        let messages = &mut self.repositories[place].messages;
        if messages.first().is_some_and(|newest| message.starts_with(newest.as_str())) {
            messages.remove(0);
        }
        messages.retain(|other| other != message);
        messages.insert(0, message.to_owned());
        messages.truncate(KEPT);
    }

    /// Forgets the messages of repositories that are not known any more.
    pub(crate) fn retain(&mut self, known: impl Fn(RepositoryId) -> bool) {
        self.repositories.retain(|kept| known(kept.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_in_front_and_each_is_there_once() {
        let (mut record, id) = (MessagesRecord::default(), RepositoryId::fresh());
        for message in ["One", "Two", "One\n", "  ", "On", "One more", "Two", "Two\n\nand why"] {
            record.keep(id, message);
        }
        assert_eq!(record.of(id), ["Two\n\nand why", "One more", "One"]);
        for number in 0..100 {
            record.keep(id, &format!("{number}."));
        }
        assert_eq!((record.of(id).len(), record.of(id)[0].as_str()), (KEPT, "99."));
        record.keep(id, &"x".repeat(LONGEST + 1));
        assert_eq!(record.of(id)[0], "99.");
        record.retain(|_| false);
        assert!(record.of(id).is_empty());
    }
}
