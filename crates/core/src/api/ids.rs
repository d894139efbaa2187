//! Ids: one newtype for each noun, opaque to everybody but the room that made it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A file or folder within a repository: its bytes from the top, with `/`; `%` and what isn't UTF-8 as `%XX`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct FilePath(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub struct $name(#[ts(type = "string")] pub Uuid);

        impl $name {
            /// A fresh id.
            pub fn fresh() -> Self {
                Self(Uuid::new_v4())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A profile: identity, accounts, keys, settings, tabs.
    ProfileId
    /// A host: one server of one forge.
    HostId
    /// An account: who we are on a host, in one profile.
    AccountId
    /// A local repository that Bough knows.
    RepositoryId
    /// A job: work that can outlive a second.
    JobId
    /// A question that a running job asks the person.
    QuestionId
    /// Something that the person had done, in the activity log.
    ActivityId
}
