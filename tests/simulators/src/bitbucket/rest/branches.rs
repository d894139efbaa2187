//! Branches of a repository.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use super::below_repository;
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Ref, Refs, run_git};
use crate::bitbucket::server::Server;
use crate::bitbucket::wire::{branch_json, short};
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/branches", || get(act(list)))
}

/// The filter is cut into words, and each must occur somewhere in the name.
pub(super) fn matches(name: &str, filter: &str) -> bool {
    let name = name.to_lowercase();
    filter.to_lowercase().split(|c: char| c.is_whitespace() || "/-_".contains(c)).all(|word| name.contains(word))
}

fn list(ask: &Ask) -> Answer {
    let repository = {
        let world = ask.server.world();
        ask.repository(&world, Level::Read)?
    };
    let folder = ask.server.folders.of(&repository)?;
    let refs = Refs::read(&folder)?;
    let filter = ask.query("filterText").unwrap_or_default();
    let short_name = |each: &Ref| each.name.trim_start_matches("refs/heads/").to_owned();
    let mut found: Vec<_> = refs.below("refs/heads/").filter(|each| matches(&short_name(each), filter)).cloned().collect();
    if ask.query("orderBy") == Some("ALPHABETICAL") {
        found.sort_by_key(|each| each.name.to_lowercase());
    } else {
        found.sort_by_key(|each| Reverse(each.committed));
    }
    if ask.flag("boostMatches") {
        // Whole matches first, then beginnings, then the rest; stable within each.
        found.sort_by_key(|each| {
            let name = short_name(each);
            (name != filter && each.name != filter, !name.starts_with(filter))
        });
    }
    let default = format!("refs/heads/{}", repository.default_branch);
    let base = ask.query("base").unwrap_or(&default).to_owned();
    let details = ask.flag("details");
    ask.page(found, |each| {
        let mut written = branch_json(&each, each.name == default);
        if details {
            written["metadata"] = metadata(&folder, &each, &base);
        }
        written
    })
}

fn metadata(folder: &Path, branch: &Ref, base: &str) -> Value {
    let counts = run_git(folder, &["rev-list", "--left-right", "--count", &format!("{base}...{}", branch.name)], b"");
    let counts = counts.unwrap_or_default();
    let mut numbers = counts.split_whitespace().map(|count| count.parse::<u64>().unwrap_or(0));
    let (behind, ahead) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let (name, email) = &branch.author;
    json!({
        "com.atlassian.bitbucket.server.bitbucket-branch:ahead-behind-metadata-provider": { "ahead": ahead, "behind": behind },
        "com.atlassian.bitbucket.server.bitbucket-branch:latest-commit-metadata": {
            "id": branch.commit,
            "displayId": short(&branch.commit),
            "author": { "name": name, "emailAddress": email },
            "authorTimestamp": branch.committed * 1000,
            "message": branch.subject,
            "parents": branch.parents.iter().map(|id| json!({ "id": id, "displayId": short(id) })).collect::<Vec<_>>(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn the_filter_is_tokenised() {
        assert!(matches("feature/SHOP-12-basket", "basket feature"));
        assert!(matches("feature/SHOP-12-basket", "shop-12"));
        assert!(!matches("feature/SHOP-12-basket", "feature checkout"));
    }
}
