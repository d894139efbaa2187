//! The age of an answer that is not from now.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::Fault;

/// That an answer was seen before, and is what its host said then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// When, RFC 3339. Of a list, when its oldest part was.
    pub at: String,
    /// Why the host was not heard; none where it was not asked.
    pub because: Option<Fault>,
}
