//! A list as it is remembered: the names of what was on it, put together from pages as they come.
//!
//! A list is read page by page, and may be read by halves. What the new pages don't reach yet keeps its old order behind them,
//! so that a reading that was broken off costs nothing; only a reading that came to its end takes away what it did not meet.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// The names on a list, and how far it has been read anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    /// Names, in the host's order.
    pub keys: Vec<String>,
    /// How many of them are of the present reading.
    front: usize,
    /// When the present reading began: milliseconds since 1970.
    begun: i64,
    /// Where the present reading goes on; none where it came to its end.
    expects: Option<String>,
    /// When the oldest name on it was seen.
    pub seen: i64,
}

/// What a page is.
pub(super) struct Read<'a> {
    /// The cursor that it was asked for with; none for the first.
    pub cursor: Option<&'a str>,
    /// Names on it.
    pub keys: Vec<String>,
    /// Where the next one is.
    pub next: Option<&'a str>,
    /// Milliseconds since 1970.
    pub now: i64,
}

impl List {
    /// The list with a page of it; none where the page belongs to another reading than the present one.
    pub fn with(self, page: Read<'_>) -> Option<Self> {
        let (mut keys, begun) = match page.cursor {
            None => (Vec::new(), page.now),
            Some(cursor) if self.expects.as_deref() == Some(cursor) => (self.keys[..self.front].to_vec(), self.begun),
            Some(_) => return None,
        };
        let mut known: HashSet<String> = keys.iter().cloned().collect();
        keys.extend(page.keys.into_iter().filter(|key| known.insert(key.clone())));
        let front = keys.len();
        if page.next.is_some() {
            keys.extend(self.keys.into_iter().filter(|key| known.insert(key.clone())));
        }
        let seen = if keys.len() > front { self.seen } else { begun };
        Some(Self { keys, front, begun, expects: page.next.map(Into::into), seen })
    }

    /// When the reading began that came to its end.
    pub fn read_since(&self) -> Option<i64> {
        self.expects.is_none().then_some(self.begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'a>(cursor: Option<&'a str>, keys: &str, next: Option<&'a str>, now: i64) -> Read<'a> {
        Read { cursor, keys: keys.chars().map(String::from).collect(), next, now }
    }

    fn all(list: &List) -> String {
        list.keys.concat()
    }

    #[test]
    fn pages_make_a_list_that_is_as_old_as_its_beginning() {
        let list = List::default().with(page(None, "ab", Some("2"), 10)).expect("the first page");
        assert_eq!((all(&list).as_str(), list.seen, list.read_since()), ("ab", 10, None));
        let list = list.with(page(Some("2"), "cd", None, 11)).expect("the next");
        assert_eq!((all(&list).as_str(), list.seen, list.read_since()), ("abcd", 10, Some(10)));
    }

    #[test]
    fn a_reading_that_breaks_off_keeps_what_it_did_not_reach_and_its_age() {
        let old = List::default().with(page(None, "abcd", None, 10)).expect("whole");
        let half = old.with(page(None, "xb", Some("2"), 20)).expect("the first page");
        assert_eq!((all(&half).as_str(), half.seen), ("xbacd", 10));
        let whole = half.with(page(Some("2"), "d", None, 21)).expect("the rest");
        assert_eq!((all(&whole).as_str(), whole.seen, whole.read_since()), ("xbd", 20, Some(20)));
    }

    #[test]
    fn a_page_of_another_reading_is_left_alone() {
        let list = List::default().with(page(None, "ab", Some("2"), 10)).expect("the first page");
        assert_eq!(list.clone().with(page(Some("7"), "yz", None, 11)), None);
        let read = list.with(page(Some("2"), "c", None, 11)).expect("the next");
        assert_eq!(read.with(page(Some("2"), "c", None, 12)), None);
    }

    #[test]
    fn what_moved_between_two_pages_is_there_once() {
        let list = List::default().with(page(None, "ab", Some("2"), 10)).expect("the first page");
        assert_eq!(all(&list.with(page(Some("2"), "bc", None, 11)).expect("the next")), "abc");
    }
}
