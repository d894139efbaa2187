//! The two conversations that Git has with a server.

/// Which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talk {
    /// The server gives.
    Fetch,
    /// The server takes.
    Push,
}

impl Talk {
    /// The service's name: a program of the server's, and a part of HTTP's addresses and content types.
    pub(super) fn service(self) -> &'static str {
        match self {
            Self::Fetch => "git-upload-pack",
            Self::Push => "git-receive-pack",
        }
    }
}
