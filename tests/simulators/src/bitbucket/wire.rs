//! How things look in JSON: one pen writes every object, so that links, dates and version-dependent keys are the same everywhere.

mod commit;
mod pull_request;
mod repository;
mod webhook;

use jiff::Timestamp;
use serde_json::{Value, json};

pub(crate) use commit::{change_json, short};
pub(crate) use pull_request::PullState;
pub(crate) use repository::{branch_json, tag_json};
pub(crate) use webhook::tested;

use super::server::Server;
use super::world::{Caller, SshKey, Token, User, UserId, World};

pub(crate) struct Pen<'a> {
    pub server: &'a Server,
    pub world: &'a World,
    pub caller: &'a Caller,
    /// Size of avatars, if the caller wants to have links to them.
    pub avatar: Option<u32>,
}

impl Pen<'_> {
    /// A link below the configured base URL.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.server.link_base)
    }

    pub fn links(&self, path: &str) -> Value {
        json!({ "self": [{ "href": self.link(path) }] })
    }

    /// A time; milliseconds, or text on servers that are said to write it so.
    pub fn time(&self, millis: i64) -> Value {
        match Timestamp::from_millisecond(millis) {
            Ok(time) if self.server.switches.iso_dates => json!(format!("{time:.3}")),
            _ => json!(millis),
        }
    }

    pub fn user(&self, id: UserId) -> Value {
        self.world.user(id).map_or(Value::Null, |user| self.user_json(user))
    }

    pub fn user_json(&self, user: &User) -> Value {
        let page = if user.service { "bots" } else { "users" };
        let mut written = json!({
            "name": user.name,
            "emailAddress": user.email,
            "active": user.active,
            "displayName": user.display_name,
            "id": user.id.0,
            "slug": user.slug,
            "type": if user.service { "SERVICE" } else { "NORMAL" },
            "links": self.links(&format!("/{page}/{}", user.slug)),
        });
        self.picture(&mut written, &format!("/users/{}", user.slug));
        written
    }

    /// Relative to the host, and outside of /rest: a trap for clients that send their token everywhere.
    fn picture(&self, written: &mut Value, path: &str) {
        if let Some(size) = self.avatar {
            written["avatarUrl"] = json!(format!("{}{path}/avatar.png?s={size}", self.server.switches.context));
        }
    }

    pub fn token(&self, token: &Token) -> Value {
        let levels = [
            token.project_level.map(super::world::Permission::Project),
            token.repository_level.map(super::world::Permission::Repository),
        ];
        let mut written = json!({
            "id": token.id,
            "createdDate": self.time(token.created),
            "name": token.name,
            "permissions": levels.iter().flatten().map(|level| level.name()).collect::<Vec<_>>(),
            "user": self.user(token.owner),
        });
        if let Some(days) = token.expiry_days {
            written["expiryDays"] = json!(days);
        }
        written
    }

    pub fn ssh_key(&self, key: &SshKey) -> Value {
        let algorithm = key.text.split(' ').next().unwrap_or_default();
        json!({
            "id": key.id,
            "text": match &key.label { Some(label) => format!("{} {label}", key.text), None => key.text.clone() },
            "label": key.label,
            "algorithmType": algorithm.trim_start_matches("ssh-").to_uppercase(),
            "fingerprint": super::world::key_fingerprint(&key.text),
            "createdDate": self.time(key.created),
            "expiryDays": key.expiry_days,
        })
    }
}
