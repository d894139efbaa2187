//! The two directions in which objects travel.

use crate::progress::Stage;

/// What is asked of an LFS server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// Its objects come here.
    Download,
    /// Ours go there.
    Upload,
}

impl Operation {
    /// What the protocol calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Upload => "upload",
        }
    }

    /// What a job is at meanwhile.
    pub(super) fn stage(self) -> Stage {
        match self {
            Self::Download => Stage::Lfs,
            Self::Upload => Stage::SendingLfs,
        }
    }

    /// Keys of the configuration that name the server for it; the first that is set counts.
    pub(super) fn keys(self, remote: &str) -> Vec<String> {
        let both = ["lfs.url".to_owned(), format!("remote.{remote}.lfsurl")];
        match self {
            Self::Download => both.into(),
            Self::Upload => ["lfs.pushurl".to_owned(), format!("remote.{remote}.lfspushurl")].into_iter().chain(both).collect(),
        }
    }
}
