//! HTTP access tokens: what they open, for whom, and until when.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Level, Permission, ProjectId, RepositoryId, UserId, World};

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenReach {
    /// A user's own: everything the user may do, capped by the levels.
    User,
    /// One project.
    Project(ProjectId),
    /// One repository.
    Repository(RepositoryId),
}

#[derive(Clone)]
pub(crate) struct Token {
    pub id: String,
    pub secret: String,
    pub name: String,
    pub owner: UserId,
    pub reach: TokenReach,
    pub project_level: Option<Level>,
    pub repository_level: Option<Level>,
    /// May change the account itself: its keys and tokens.
    pub changes_account: bool,
    pub created: i64,
    pub expired: bool,
    pub expiry_days: Option<u32>,
}

/// A secret in the shape newer servers give out, with characters that need encoding in a URL.
pub(crate) fn fresh_secret() -> String {
    let random: [u8; 24] = rand::random();
    format!("BBDC-{}/+{}", STANDARD.encode(&random[..12]), STANDARD.encode(&random[12..]).trim_end_matches('='))
}

impl World {
    pub fn add_token(&mut self, owner: UserId, name: &str, levels: &[Permission], now: i64) -> Token {
        let mut project_level = None;
        let mut repository_level = None;
        for level in levels {
            match level {
                Permission::Project(level) => project_level = project_level.max(Some(*level)),
                Permission::Repository(level) => repository_level = repository_level.max(Some(*level)),
            }
        }
        // A repository level below the project level cannot be chosen on the real page either.
        let repository_level = repository_level.max(project_level);
        let token = Token {
            id: (100_000_000_000 + u64::from(rand::random::<u32>())).to_string(),
            secret: fresh_secret(),
            name: name.into(),
            owner,
            reach: TokenReach::User,
            project_level,
            repository_level,
            changes_account: false,
            created: now,
            expired: false,
            expiry_days: None,
        };
        self.tokens.push(token.clone());
        token
    }

    pub fn token_by_secret(&self, secret: &str) -> Option<&Token> {
        self.tokens.iter().find(|token| token.secret == secret)
    }
}
