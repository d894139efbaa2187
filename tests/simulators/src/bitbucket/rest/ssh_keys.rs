//! SSH: the server's own settings and the callers' public keys.

use std::sync::Arc;

use axum::Router;
use axum::routing::{delete, get};
use serde::Deserialize;
use serde_json::json;

use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::ssh;
use crate::bitbucket::world::{SshKey, UserId};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/ssh/{api}/settings", get(act(settings)))
        .route("/rest/ssh/{api}/keys", get(act(list)).post(act(add)))
        .route("/rest/ssh/{api}/keys/{id}", delete(act(remove)))
}

fn settings(ask: &Ask) -> Answer {
    ask.known()?;
    let Some(ssh) = &ask.server.ssh else {
        return Ok(Reply::ok(json!({ "baseUrl": null, "enabled": false, "accessKeysEnabled": false })));
    };
    let value = ssh.fingerprint().unwrap_or_default();
    Ok(Reply::ok(json!({
        "baseUrl": ssh.base_url(),
        "enabled": true,
        "port": ssh.port(),
        "fingerprint": { "algorithm": "SHA256", "value": value.trim_start_matches("SHA256:") },
        "accessKeysEnabled": true,
    })))
}

/// Tokens may change nothing of an account, unless the server is lenient.
fn owner(ask: &Ask) -> Result<UserId, Refusal> {
    let user = ask.user()?;
    let bound = ask.caller.token.as_ref().is_some_and(|token| !token.changes_account);
    if bound && !ask.server.switches.ssh_key_upload { Err(ask.denied()) } else { Ok(user) }
}

fn list(ask: &Ask) -> Answer {
    let user = ask.user()?;
    let world = ask.server.world();
    let keys: Vec<_> = world.keys.iter().filter(|key| key.user == user).collect();
    ask.page(keys, |key| ask.pen(&world).ssh_key(key))
}

#[derive(Deserialize)]
struct Wanted {
    text: String,
    label: Option<String>,
    #[serde(rename = "expiryDays")]
    expiry_days: Option<u32>,
}

fn add(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let wanted: Wanted = ask.read()?;
    let mut key = enter(&ask.server, user, &wanted.text)?;
    key.label = wanted.label.filter(|label| !label.is_empty()).or(key.label);
    key.expiry_days = wanted.expiry_days;
    let mut world = ask.server.world();
    if let Some(stored) = world.keys.iter_mut().find(|each| each.id == key.id) {
        *stored = key.clone();
    }
    Ok(Reply::created(ask.pen(&world).ssh_key(&key), None))
}

/// Puts a key on the server for a user; used by the page in the browser too.
pub(crate) fn enter(server: &Server, user: UserId, line: &str) -> Result<SshKey, Refusal> {
    let key = {
        let mut world = server.world();
        let id = world.fresh_id();
        let key =
            SshKey::read(id, user, line, now()).ok_or_else(|| Refusal::field("text", "You must enter a valid public key"))?;
        if world.keys.iter().any(|each| each.text == key.text) {
            let message = "This SSH key has already been added by somebody.";
            return Err(Refusal::conflict("ssh.DuplicateSshKeyException", message));
        }
        world.keys.push(key.clone());
        key
    };
    ssh::write_keys(server)?;
    Ok(key)
}

fn remove(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let id = ask.param("id").parse::<u64>().unwrap_or(0);
    {
        let mut world = ask.server.world();
        let before = world.keys.len();
        world.keys.retain(|key| key.id != id || key.user != user);
        if world.keys.len() == before {
            return Err(Refusal::missing("ssh.NoSuchSshKeyException", format!("There is no SSH key {id}.")));
        }
    }
    ssh::write_keys(&ask.server)?;
    Ok(Reply::nothing())
}
