//! Pages: `nextPageStart` is the only way on, and `isLastPage` the only end.
//!
//! Permissions leave holes in pages: a page may be short or empty with more to come, and the next one may begin anywhere
//! behind it. Adding up sizes or limits loses items.

use net::{Response, Url};
use serde::de::DeserializeOwned;

use super::faults::Asking;
use super::rest::{Rest, parse};
use super::wire::Envelope;
use crate::error::Error;
use crate::model::page::{Page, PageRequest};

/// Items for a request that names no number.
const USUAL: u32 = 50;
/// What the server gives at most, unless its administrator says otherwise.
const MOST: u32 = 1000;
/// Pages that one call reads by itself at most.
const PAGES: usize = 20;

/// Where a page begins.
pub(super) fn start(request: &PageRequest) -> Result<u64, Error> {
    let Some(cursor) = &request.cursor else { return Ok(0) };
    let why = || Error::Invalid { field: "cursor".to_owned(), why: "This is no place in the list.".to_owned() };
    cursor.parse().map_err(|_| why())
}

/// `url` with `start` and `limit`.
pub(super) fn placed(mut url: Url, start: u64, limit: u32) -> Url {
    let limit = limit.clamp(1, MOST);
    url.query_pairs_mut().append_pair("start", &start.to_string()).append_pair("limit", &limit.to_string());
    url
}

/// One page, each element read by `read`; those for which it gives none are left out, and told to the log.
pub(super) async fn page<W: DeserializeOwned, T>(
    rest: &Rest,
    url: Url,
    request: &PageRequest,
    asking: Asking<'_>,
    read: impl Fn(W) -> Option<T>,
) -> Result<Page<T>, Error> {
    let start = start(request)?;
    let url = placed(url, start, request.limit.unwrap_or(USUAL));
    let response = rest.get(url, asking).await?;
    open(&response, start, read)
}

/// Reads an answer that is a page beginning at `start`.
pub(super) fn open<W: DeserializeOwned, T>(
    response: &Response,
    start: u64,
    read: impl Fn(W) -> Option<T>,
) -> Result<Page<T>, Error> {
    // An empty repository's branches.
    if response.status == 204 {
        return Ok(Page::empty());
    }
    let envelope: Envelope = parse(response)?;
    let next = next(&envelope, start);
    let place = response.url.path();
    let one = |value| match serde_json::from_value::<W>(value) {
        Ok(wire) => read(wire).or_else(|| {
            tracing::warn!(place, "an element without its project was left out");
            None
        }),
        Err(error) => {
            tracing::warn!(place, %error, "an element that can't be read was left out");
            None
        }
    };
    Ok(Page { items: envelope.values.into_iter().filter_map(one).collect(), next })
}

/// Where the next page begins. A server that would send us back, or leave us where we are, is not followed.
pub(super) fn next(envelope: &Envelope, start: u64) -> Option<String> {
    if envelope.is_last_page == Some(true) {
        return None;
    }
    let next = envelope.next_page_start.filter(|next| *next > start);
    if next.is_none() && envelope.is_last_page == Some(false) {
        tracing::warn!(start, next = envelope.next_page_start, "a list that does not go on was ended");
    }
    next.map(|next| next.to_string())
}

/// Reads page after page until `enough` says so or there are no more; at most twenty.
pub(super) async fn gather<W: DeserializeOwned, T>(
    rest: &Rest,
    url: Url,
    limit: u32,
    asking: Asking<'_>,
    read: impl Fn(W) -> Option<T>,
    enough: impl Fn(&[T]) -> bool,
) -> Result<Vec<T>, Error> {
    let mut request = PageRequest { cursor: None, limit: Some(limit) };
    let mut found = Vec::new();
    for _ in 0..PAGES {
        let page = page(rest, url.clone(), &request, asking, &read).await?;
        found.extend(page.items);
        match page.next {
            Some(next) if !enough(&found) => request.cursor = Some(next),
            _ => return Ok(found),
        }
    }
    tracing::warn!(place = url.path(), "a very long list was not read to its end");
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn envelope(json: &str) -> Envelope {
        serde_json::from_str(json).expect("an envelope")
    }

    #[test]
    fn goes_where_the_server_says() {
        for (json, from, to) in [
            (r#"{"values":[],"isLastPage":false,"nextPageStart":2,"size":1,"limit":1}"#, 0, Some("2")),
            (r#"{"values":[],"isLastPage":false,"nextPageStart":9}"#, 7, Some("9")),
            (r#"{"values":[],"isLastPage":true}"#, 0, None),
            (r#"{"values":[],"isLastPage":true,"nextPageStart":null}"#, 0, None),
            (r#"{"values":[],"isLastPage":true,"nextPageStart":0}"#, 0, None),
            (r#"{"values":[],"isLastPage":true,"nextPageStart":50}"#, 0, None),
            (r#"{"values":[],"nextPageStart":"50"}"#, 0, Some("50")),
            (r#"{"values":[]}"#, 0, None),
            (r#"{"values":[],"isLastPage":false}"#, 0, None),
            (r#"{"values":[],"isLastPage":false,"nextPageStart":7}"#, 7, None),
            (r#"{"values":[],"isLastPage":false,"nextPageStart":3}"#, 7, None),
        ] {
            assert_eq!(next(&envelope(json), from).as_deref(), to, "{json}");
        }
    }

    #[test]
    fn a_foreign_cursor_is_refused() {
        let request = |cursor: &str| PageRequest { cursor: Some(cursor.to_owned()), limit: None };
        assert_eq!(start(&request("25")).expect("a place"), 25);
        for odd in ["", "-1", "x", "1e3", "18446744073709551616"] {
            assert!(matches!(start(&request(odd)), Err(Error::Invalid { .. })), "{odd}");
        }
    }

    proptest! {
        /// Whatever a server answers, a reader gets on or ends, and never comes by the same place twice.
        #[test]
        fn reading_on_ends(answers in proptest::collection::vec((any::<Option<bool>>(), proptest::option::of(0u64..40)), 1..60)) {
            let mut request = PageRequest::default();
            let mut place = 0;
            for turn in 0.. {
                prop_assert!(turn <= 40, "it goes on for ever");
                let (is_last_page, next_page_start) = answers[turn % answers.len()];
                let envelope = Envelope { values: Vec::new(), is_last_page, next_page_start };
                prop_assert_eq!(start(&request).expect("our own cursor"), place);
                let Some(cursor) = next(&envelope, place) else { break };
                request.cursor = Some(cursor);
                let there = start(&request).expect("our own cursor");
                prop_assert!(there > place);
                place = there;
            }
        }
    }
}
