//! Open anything: from a text that somebody pasted or clicked to what it stands for. Nothing is asked of a server and nothing is
//! done: what is found is shown, and the person says.

use std::path::PathBuf;

use forge::Destination;
use percent_encoding::percent_decode_str;

use crate::api::FindAnything;
use crate::api::ids::{FilePath, HostId, ProfileId};
use crate::api::openings::{Finding, FoundTarget, LocalClone};
use crate::fault::Fault;
use crate::records::hosts::HostRecord;
use crate::records::repositories::RepositoryRecord;
use crate::{Core, remotes, views};

/// Longer than any link that a person would follow.
const LONGEST: usize = 8192;
/// The only link of our own that opens something.
const OWN_LINK: &str = "bough://open?url=";

pub(crate) async fn find_anything(core: &Core, arguments: FindAnything) -> Result<Vec<Finding>, Fault> {
    core.blocking(move |core| find(core, &arguments.text)).await
}

fn find(core: &Core, text: &str) -> Result<Vec<Finding>, Fault> {
    let text = plain(text)?;
    let text = text.as_str();
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    if let Some(path) = folder(core, text) {
        return Ok(vec![Finding::Folder { path: path.to_string_lossy().into_owned() }]);
    }
    if let Some(place) = remotes::place(core, profile, text) {
        let Some(destination) = place.destination else {
            return Ok(vec![Finding::Host { host: place.host.id, host_name: place.host.name() }]);
        };
        return Ok(vec![hosted(core, profile, &place.host, destination)]);
    }
    if text.contains("://") || text.contains('@') {
        return Ok(git::checked_address(text).map(|url| Finding::Address { url }).into_iter().collect());
    }
    let hosts = core.records.hosts.read(|hosts| hosts.hosts.clone());
    let linked = |id: HostId| core.records.profiles.read(|profiles| profiles.in_use().link(id).is_some());
    let named = hosts.iter().filter(|host| linked(host.id)).filter_map(|host| {
        let destination = forge::short_name(views::forge_kind(host.forge), text)?;
        Some(hosted(core, profile, host, destination))
    });
    let mut found: Vec<Finding> = named.collect();
    // A name of many hosts is most likely of the one whose repository is here.
    found.sort_by_key(|finding| matches!(finding, Finding::Hosted { clones, .. } if clones.is_empty()));
    Ok(found)
}

/// The text without our own wrapping. [`Fault::Invalid`] for what is no link that could be meant.
fn plain(text: &str) -> Result<String, Fault> {
    let refused = |why: &str| Fault::Invalid { field: "text".into(), why: why.into() };
    let text = text.trim();
    if text.len() > LONGEST || text.contains(char::is_control) {
        return Err(refused("This is no link: it is too long or holds control characters."));
    }
    let is_ours = text.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bough:"));
    if !is_ours {
        return Ok(text.to_owned());
    }
    let inner = text.strip_prefix(OWN_LINK).filter(|inner| !inner.contains(['&', '#', '?']));
    let inner = inner.and_then(|inner| percent_decode_str(inner).decode_utf8().ok());
    let Some(inner) = inner.filter(|inner| !inner.contains(char::is_control)) else {
        return Err(refused("Links of Bough have the form bough://open?url=…, with the address percent-encoded."));
    };
    // What a link may ask for is narrower than what a person may type: no folder of this computer, no link in a link.
    let scheme = inner.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("https" | "http" | "ssh") => Ok(inner.into_owned()),
        _ => Err(refused("A link of Bough holds an address that begins with https://, http:// or ssh://.")),
    }
}

/// A folder that is there.
fn folder(core: &Core, text: &str) -> Option<PathBuf> {
    let path = match text.strip_prefix('~') {
        Some(rest) if rest.starts_with('/') => core.options.home.join(&rest[1..]),
        _ => PathBuf::from(text),
    };
    (path.is_absolute() && path.is_dir()).then_some(path)
}

fn hosted(core: &Core, profile: ProfileId, host: &HostRecord, destination: Destination) -> Finding {
    let account = core.records.profiles.read(|profiles| {
        let profile = profiles.profile(profile).ok()?;
        profile.accounts_on(host.id).next().map(|account| account.id)
    });
    let clone_url = forge::clone_address(views::forge_kind(host.forge), &host.base_url, &destination.path);
    Finding::Hosted {
        host: host.id,
        host_name: host.name(),
        account,
        clones: clones(core, profile, host.id, &destination),
        target: shown(&destination.target),
        clone_url: clone_url.to_string(),
        repository: views::repositories::path(destination.path),
    }
}

fn shown(target: &forge::Target) -> FoundTarget {
    let short = |name: &str| {
        let name = name.strip_prefix("refs/heads/").or_else(|| name.strip_prefix("refs/tags/")).unwrap_or(name);
        name.to_owned()
    };
    match target {
        forge::Target::Repository => FoundTarget::Repository,
        forge::Target::Revision { name } => FoundTarget::Revision { name: short(name) },
        forge::Target::Commit { id } => FoundTarget::Commit { id: id.clone() },
        forge::Target::File { path, at, lines } => {
            FoundTarget::File { path: path.clone(), at: at.as_deref().map(short), line: lines.map(|(first, _)| first) }
        }
        forge::Target::PullRequest { number } => FoundTarget::PullRequest { number: *number },
    }
}

/// Known repositories one of whose remotes leads there. Blocks.
fn clones(core: &Core, profile: ProfileId, host: HostId, destination: &Destination) -> Vec<LocalClone> {
    let known = core.records.repositories.read(|repositories| repositories.known.clone());
    let leads_there = |url: &str| {
        let place = remotes::place(core, profile, url).filter(|place| place.host.id == host);
        place.and_then(|place| place.destination).is_some_and(|found| found.path == destination.path)
    };
    let mut clones: Vec<LocalClone> = known
        .iter()
        .filter_map(|record| {
            // What can't be opened any more is no place to go to.
            let (remote, _) = git::remotes_at(&record.path).ok()?.into_iter().find(|(_, url)| leads_there(url))?;
            let (commit, file) = resolve(core, record, &remote, &destination.target).unwrap_or_default();
            Some(LocalClone { repository: record.view(), remote, commit, file })
        })
        .collect();
    clones.sort_by_key(|clone| clone.remote != "origin");
    clones
}

/// The commit that is meant in a clone, and the file in it.
fn resolve(
    core: &Core,
    record: &RepositoryRecord,
    remote: &str,
    target: &forge::Target,
) -> Result<(Option<String>, Option<FilePath>), Fault> {
    let clone = core.opened(record.id)?;
    match target {
        forge::Target::Repository | forge::Target::PullRequest { .. } => Ok((None, None)),
        forge::Target::Revision { name } | forge::Target::Commit { id: name } => Ok((clone.find_commit(remote, name)?, None)),
        forge::Target::File { path, at, .. } => {
            let commit = match at {
                Some(name) => clone.find_commit(remote, name)?,
                None => commit_of(clone.head()?),
            };
            let Some(commit) = commit else { return Ok((None, None)) };
            let is_there = clone.has_file(&commit, path.as_bytes())?;
            Ok((Some(commit), is_there.then(|| views::changes::file_path(path.as_bytes()))))
        }
    }
}

fn commit_of(head: git::Head) -> Option<String> {
    match head {
        git::Head::Branch { commit, .. } | git::Head::Detached { commit } => Some(commit),
        git::Head::Unborn { .. } => None,
    }
}
