//! Lists that come in pages: their first page and the others, what a search found, and what of them is remembered.

use std::marker::PhantomData;

use jiff::Timestamp;

use super::lists::{List, Read};
use super::things::{Thing, folded};
use super::{Memorable, Memory};
use crate::api::repositories::{HostRepository, Page, Project};
use crate::api::seen::Seen;

/// Cursors of remembered lists; a host's own never look like it.
const CURSOR: &str = "seen:";
/// Things on a remembered page where nobody says how many.
const PAGE: usize = 1000;

/// A list, or a part of it, that is asked for.
pub(crate) struct Asked<T> {
    question: String,
    /// The repository that it is about.
    of: Option<String>,
    within: Within,
    words: Vec<String>,
    cursor: Option<String>,
    limit: Option<u32>,
    things: PhantomData<fn() -> T>,
}

/// What a list holds of its kind.
pub(crate) enum Within {
    /// All whose names begin so: what is not on it is not there.
    Everything(String),
    /// A choice that says nothing about the others.
    Choice,
}

impl<T: Thing> Asked<T> {
    /// A list; `question` names it among all of its kind.
    pub(crate) fn list(question: &impl serde::Serialize, within: Within, cursor: Option<&str>) -> Self {
        // What can't be written as JSON has one name for all; there is no such question.
        let question = format!("{} {}", T::KIND, serde_json::to_string(question).unwrap_or_default());
        let cursor = cursor.map(Into::into);
        Self { question, of: None, within, words: Vec::new(), cursor, limit: None, things: PhantomData }
    }

    /// The list is about a repository.
    pub(crate) fn about(self, repository: String) -> Self {
        Self { of: Some(repository), ..self }
    }

    /// Only what holds these words.
    pub(crate) fn holding(self, words: Option<&str>) -> Self {
        Self { words: words.unwrap_or_default().split_whitespace().map(folded).collect(), ..self }
    }

    /// At most so many.
    pub(crate) fn at_most(self, limit: Option<u32>) -> Self {
        Self { limit, ..self }
    }

    /// Whether this goes on with a remembered list, whatever the host may say now.
    pub(crate) fn goes_on(&self) -> bool {
        self.cursor.as_ref().is_some_and(|cursor| cursor.starts_with(CURSOR))
    }

    fn known(&self, memory: &Memory<'_>) -> Option<List> {
        let kept = memory.core.cache.answer(&memory.owner, &self.question)?;
        serde_json::from_str(&kept.body).ok()
    }

    /// What was not on a list that was read to its end is not there any more.
    fn forget_missing(&self, memory: &Memory<'_>, since: i64) {
        let Within::Everything(within) = &self.within else { return };
        let gone = memory.core.cache.forget_unseen(&memory.owner, T::KIND, within, since);
        if T::KIND == HostRepository::KIND {
            memory.core.cache.forget_about(&memory.owner, &gone);
        } else if T::KIND == Project::KIND {
            for project in gone {
                let within = format!("{project}/");
                let lost = memory.core.cache.forget_unseen(&memory.owner, HostRepository::KIND, &within, i64::MAX);
                memory.core.cache.forget_about(&memory.owner, &lost);
            }
        }
    }

    /// What was seen that holds the words.
    fn search(&self, memory: &Memory<'_>) -> Option<(Page<T>, Timestamp)> {
        let known = self.known(memory);
        let most = self.limit.map_or(PAGE, |limit| limit as usize);
        let found = match &self.within {
            Within::Everything(within) => memory.core.cache.search(&memory.owner, T::KIND, within, &self.words, most),
            Within::Choice => {
                let mut all = memory.core.cache.entries(&memory.owner, T::KIND, &known.as_ref()?.keys);
                let fits = |thing: &T| self.words.iter().all(|word| folded(&thing.words()).contains(word));
                all.retain(|kept| T::restored(kept).as_ref().is_some_and(fits));
                all.truncate(most);
                all
            }
        };
        let oldest = found.iter().map(|kept| kept.seen).min().or(known.map(|list| list.seen))?;
        let items = found.iter().filter_map(T::restored).collect();
        Some((Page { items, next: None, seen: None }, Timestamp::from_millisecond(oldest).ok()?))
    }
}

impl<T: Thing> Memorable for Asked<T> {
    type Answer = Page<T>;

    fn keep(&self, memory: &Memory<'_>, page: &Page<T>) {
        let now = Timestamp::now();
        let entries: Vec<_> = page.items.iter().filter_map(|thing| thing.entry(self.of.as_deref())).collect();
        if !self.words.is_empty() {
            return memory.keep(now, None, &entries);
        }
        let read = Read {
            cursor: self.cursor.as_deref(),
            keys: entries.iter().map(|entry| entry.key.clone()).collect(),
            next: page.next.as_deref(),
            now: now.as_millisecond(),
        };
        let list = self.known(memory).unwrap_or_default().with(read);
        let body = list.as_ref().and_then(|list| serde_json::to_string(list).ok());
        let kept = body.map(|body| store::Remembered { about: self.of.clone(), body, seen: now.as_millisecond() });
        memory.keep(now, kept.map(|kept| (self.question.as_str(), kept)), &entries);
        if let Some(since) = list.and_then(|list| list.read_since()) {
            self.forget_missing(memory, since);
        }
    }

    fn recall(&self, memory: &Memory<'_>) -> Option<(Page<T>, Timestamp)> {
        if !self.words.is_empty() {
            return self.search(memory);
        }
        let list = self.known(memory)?;
        let start = match self.cursor.as_deref() {
            None => 0,
            // A cursor of the host's: what comes behind its page is not known.
            Some(cursor) => cursor.strip_prefix(CURSOR)?.parse().ok()?,
        };
        let most = self.limit.map_or(PAGE, |limit| limit as usize).max(1);
        let end = list.keys.len().min(start + most);
        let kept = memory.core.cache.entries(&memory.owner, T::KIND, list.keys.get(start..end)?);
        let next = (end < list.keys.len()).then(|| format!("{CURSOR}{end}"));
        let page = Page { items: kept.iter().filter_map(T::restored).collect(), next, seen: None };
        Some((page, Timestamp::from_millisecond(list.seen).ok()?))
    }

    fn withdraw(&self, memory: &Memory<'_>) {
        let cache = &memory.core.cache;
        match (&self.of, &self.within) {
            (Some(repository), _) => cache.forget_about(&memory.owner, std::slice::from_ref(repository)),
            (None, Within::Everything(_)) => self.forget_missing(memory, i64::MAX),
            (None, Within::Choice) => {
                let named = self.known(memory).map(|list| list.keys).unwrap_or_default();
                for key in named {
                    cache.forget_entry(&memory.owner, T::KIND, &key);
                }
            }
        }
        cache.forget_answer(&memory.owner, &self.question);
    }

    fn mark(page: &mut Page<T>, seen: Seen) {
        page.seen = Some(seen);
    }
}
