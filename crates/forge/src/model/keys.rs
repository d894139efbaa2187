//! SSH keys on a host.

use url::Url;

/// What became of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyUpload {
    /// The account has the key now.
    Uploaded,
    /// It had it already.
    AlreadyThere,
    /// The server lets no token add keys: it must be pasted on this page.
    PasteThere {
        /// The SSH keys page.
        url: Url,
    },
}
