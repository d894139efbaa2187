//! What the program's starter may have the server do behind its clients' backs while it runs: one order a line, its words apart by
//! blanks.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use simulators::{Bitbucket, Error};

/// Carries out an order; what there is to say of it.
///
/// `delete PROJECT/slug`; `move FROM TO`, after which the old place leads to the new one, and `replace FROM TO`, after which it
/// doesn't; `archive PROJECT/slug`; `hide PROJECT/slug USER`: the project is closed, and the user has no right left in it.
/// `repositories` tells their places; `requests` how many of each kind came since it was asked last.
pub fn carry_out(server: &Bitbucket, order: &str) -> Result<Value, Error> {
    let words: Vec<&str> = order.split_whitespace().collect();
    let unknown = || Error::Unknown { what: "order", name: order.into() };
    let parted = |place: &str| place.split_once('/').map(|(key, slug)| (key.to_owned(), slug.to_owned())).ok_or_else(unknown);
    match words[..] {
        ["delete", place] => {
            let (key, slug) = parted(place)?;
            server.delete_repository(&key, &slug)?;
        }
        ["move", from, to] => server.move_repository(from, to, true)?,
        ["replace", from, to] => server.move_repository(from, to, false)?,
        ["archive", place] => {
            let (key, slug) = parted(place)?;
            server.archive(&key, &slug, true)?;
        }
        ["hide", place, user] => {
            let (key, _) = parted(place)?;
            server.close_project(&key)?;
            server.permit(user, &key, None)?;
            server.permit(user, place, None)?;
        }
        ["repositories"] => return Ok(json!(server.repositories())),
        ["requests"] => return Ok(json!(requests(server))),
        _ => return Err(unknown()),
    }
    Ok(Value::Null)
}

/// By method and path.
fn requests(server: &Bitbucket) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for request in server.requests() {
        *kinds.entry(format!("{} {}", request.method, request.path)).or_default() += 1;
    }
    server.clear_requests();
    kinds
}
