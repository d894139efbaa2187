//! The page envelope, with the arithmetic that trips clients up (section 5 of the contract).

use serde_json::{Value, json};

use super::switches::{LastPage, PagingStyle};

/// Where the caller wants to read on.
#[derive(Clone, Copy)]
pub(crate) struct PageAsk {
    pub start: usize,
    pub limit: usize,
}

impl PagingStyle {
    /// Distance between the positions of two neighbours: what the caller may not see lies between them.
    const fn stride(&self) -> usize {
        if self.holes { 2 } else { 1 }
    }

    /// Index of the first item of a page in the list of visible items.
    pub(crate) fn first(&self, ask: PageAsk) -> usize {
        ask.start.div_ceil(self.stride())
    }

    /// Cuts a page out of all visible items; only the items of the page are rendered.
    pub(crate) fn page<T>(&self, ask: PageAsk, items: Vec<T>, render: impl FnMut(T) -> Value) -> Value {
        let (first, total) = (self.first(ask), items.len());
        let values: Vec<_> = items.into_iter().skip(first).take(self.count(ask)).map(render).collect();
        let more = first + values.len() < total;
        self.envelope(ask, &values, more)
    }

    /// How many items a page has at most.
    pub(crate) fn count(&self, ask: PageAsk) -> usize {
        ask.limit.min(self.largest).max(1)
    }

    /// The envelope around items that were cut out elsewhere.
    pub(crate) fn envelope(&self, ask: PageAsk, values: &[Value], more: bool) -> Value {
        let next = (self.first(ask) + values.len()) * self.stride();
        let mut page = json!({
            "size": values.len(),
            "limit": self.count(ask),
            "isLastPage": !more,
            "values": values,
            "start": ask.start,
        });
        match self.last_page {
            _ if more => page["nextPageStart"] = json!(next),
            LastPage::Absent => {}
            LastPage::Null => page["nextPageStart"] = Value::Null,
            LastPage::Zero => page["nextPageStart"] = json!(0),
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LastPage, PageAsk, PagingStyle};

    #[test]
    fn holes_make_the_next_start_larger_than_start_plus_size() {
        let style = PagingStyle { holes: true, largest: 1, last_page: LastPage::Null };
        let page = |start| style.page(PageAsk { start, limit: 50 }, vec!["a", "b"], |each| json!(each));
        let first = page(0);
        assert_eq!((&first["limit"], &first["nextPageStart"], &first["isLastPage"]), (&json!(1), &json!(2), &json!(false)));
        let second = page(2);
        assert_eq!(second["values"], json!(["b"]));
        assert!(second["nextPageStart"].is_null() && second["isLastPage"] == json!(true));
    }
}
