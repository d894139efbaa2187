//! Long lists come in pages.

/// Which page is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// [`Page::next`] of the page before; none for the first.
    pub cursor: Option<String>,
    /// How many items at most; the server may give fewer. None: a sensible number.
    pub limit: Option<u32>,
}

/// One page of a list. It may be shorter than was asked for, even empty, without being the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Opaque; none on the last page.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page with nothing on it and nothing after it.
    pub fn empty() -> Self {
        Self { items: Vec::new(), next: None }
    }
}
