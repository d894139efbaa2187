//! `git-lfs-authenticate`: over SSH a server says where the files of a repository are, and gives a pass for them.

use serde_json::json;

use super::shelf::{OverSsh, Pass};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Repository, UserId};

/// What is said on standard output; none where the question is not known.
pub(crate) fn authenticate(server: &Server, user: UserId, repository: &Repository, path: &str, writes: bool) -> Option<String> {
    let mut shelf = server.lfs.shelf();
    let href = match &shelf.over_ssh {
        OverSsh::Truth => format!("{}/scm/{path}.git/info/lfs", server.link_base),
        OverSsh::Address(href) => href.clone(),
        OverSsh::Nothing => return None,
    };
    let pass = shelf.admit(Pass { repository: repository.id, writes, user: Some(user), over: false });
    Some(json!({ "href": href, "header": { "Authorization": pass }, "expires_in": 3600 }).to_string())
}
