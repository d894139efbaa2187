//! Which release of Bitbucket is simulated, and what that release does differently from its neighbours.

use std::fmt;
use std::str::FromStr;

/// Events of webhooks that all releases know.
const EVENTS: [&str; 25] = [
    "mirror:repo_synchronized",
    "project:created",
    "project:deleted",
    "project:modified",
    "repo:created",
    "repo:forked",
    "repo:deleted",
    "repo:modified",
    "repo:refs_changed",
    "repo:comment:added",
    "repo:comment:edited",
    "repo:comment:deleted",
    "pr:opened",
    "pr:from_ref_updated",
    "pr:merged",
    "pr:declined",
    "pr:deleted",
    "pr:modified",
    "pr:reviewer:updated",
    "pr:reviewer:approved",
    "pr:reviewer:unapproved",
    "pr:reviewer:needs_work",
    "pr:comment:added",
    "pr:comment:edited",
    "pr:comment:deleted",
];

/// A release number; the gates below follow section 1 of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// First number.
    pub major: u32,
    /// Second number.
    pub minor: u32,
    /// Third number.
    pub patch: u32,
}

impl Version {
    /// The last release of the 7 line.
    pub const V7_21: Self = Self::new(7, 21, 23);
    /// A long-term release of the 8 line, old enough to accept tokens on every path.
    pub const V8_9: Self = Self::new(8, 9, 10);
    /// A long-term release of the 8 line that limits tokens to `/rest` and `/scm`.
    pub const V8_19: Self = Self::new(8, 19, 15);
    /// A long-term release of the 9 line.
    pub const V9_4: Self = Self::new(9, 4, 3);
    /// The first line that refuses Basic sign-in on REST when freshly installed.
    pub const V10_0: Self = Self::new(10, 0, 2);
    /// A later release of the 10 line.
    pub const V10_2: Self = Self::new(10, 2, 1);

    /// The release `major.minor.patch`.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    const fn at_least(self, major: u32, minor: u32) -> bool {
        self.major > major || (self.major == major && self.minor >= minor)
    }

    /// HTTP access tokens work below `/rest` and `/scm` only (fixed in 8.9.22, 8.19.12 and 9.3.2).
    pub const fn limits_token_paths(self) -> bool {
        match (self.major, self.minor) {
            (8, 9) => self.patch >= 22,
            (8, 19) => self.patch >= 12,
            (9, 3) => self.patch >= 2,
            _ => self.at_least(9, 4),
        }
    }

    /// A fresh installation answers Basic on REST with 403.
    pub const fn blocks_basic(self) -> bool {
        self.at_least(10, 0)
    }

    /// Git over HTTP accepts the user name `x-token-auth` (old servers do not).
    pub const fn takes_token_user(self) -> bool {
        self.at_least(8, 0)
    }

    /// The resource `default-branch` exists next to `branches/default`.
    pub const fn has_default_branch(self) -> bool {
        self.at_least(7, 7)
    }

    /// Repositories can be archived and are filtered by `archived` and `projectkey`.
    pub const fn has_archive(self) -> bool {
        self.at_least(8, 0)
    }

    /// Whoever makes a repository may say more of it than its name.
    pub const fn takes_whole_repositories(self) -> bool {
        self.at_least(8, 0)
    }

    /// Pull requests can be drafts.
    pub const fn has_drafts(self) -> bool {
        self.at_least(8, 18)
    }

    /// The OAuth 2.0 provider exists.
    pub const fn has_oauth2(self) -> bool {
        self.at_least(7, 20)
    }

    /// Reviewer groups exist.
    pub const fn has_reviewer_groups(self) -> bool {
        self.at_least(7, 13)
    }

    /// Build states have their own resource below a commit.
    pub const fn has_builds(self) -> bool {
        self.at_least(7, 14)
    }

    /// Webhooks say where they belong and whether they check certificates.
    pub const fn scopes_webhooks(self) -> bool {
        self.at_least(8, 0)
    }

    /// Webhooks name the commits of a push.
    pub const fn tells_commits(self) -> bool {
        self.at_least(8, 0)
    }

    /// Times in webhooks are text.
    pub const fn writes_webhook_dates(self) -> bool {
        self.at_least(10, 0)
    }

    /// Events that can be told, as the server lists them.
    pub fn webhook_events(self) -> Vec<&'static str> {
        let mut events = EVENTS.to_vec();
        if self.at_least(8, 0) {
            events.extend(["repo:default_branch_modified", "repo:secret_detected"]);
        }
        events
    }

    /// `buildNumber` as the server writes it: major, minor and patch in seven digits.
    pub fn build_number(self) -> String {
        format!("{}{:03}{:03}", self.major, self.minor, self.patch)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;

    /// Reads `9`, `9.4` or `9.4.3`; a short form means the release of that line named above.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>()?;
        Ok(match numbers.as_slice() {
            [7] | [7, 21] => Self::V7_21,
            [8, 9] => Self::V8_9,
            [8] | [8, 19] => Self::V8_19,
            [] | [9] | [9, 4] => Self::V9_4,
            [10] | [10, 0] => Self::V10_0,
            [10, 2] => Self::V10_2,
            [major, minor, patch, ..] => Self::new(*major, *minor, *patch),
            [major, minor] => Self::new(*major, *minor, 0),
            [major] => Self::new(*major, 0, 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn token_paths_are_limited_from_the_named_releases_on() {
        let limited = |text: &str| text.parse::<Version>().expect("a release number").limits_token_paths();
        for free in ["7.21.23", "8.9.21", "8.10.0", "8.19.11", "9.3.1"] {
            assert!(!limited(free), "{free}");
        }
        for bound in ["8.9.22", "8.19.12", "9.3.2", "9.4.0", "10.0.1"] {
            assert!(limited(bound), "{bound}");
        }
    }

    #[test]
    fn build_numbers_have_seven_digits_for_one_digit_majors() {
        assert_eq!(Version::new(8, 15, 0).build_number(), "8015000");
    }
}
