//! From a pull request to what can be checked out: its source branch, a fork's with the fork as a remote; where neither can be
//! had, the commit that the server keeps for it.

use crate::api::application::Protocol;
use crate::api::checkouts::SourceMissing;
use crate::api::ids::AccountId;
use crate::api::repositories::{CloneSource, RepositoryPath};
use crate::checkout::Source;
use crate::clone::Source as Address;
use crate::fault::Fault;
use crate::sessions::Manner;
use crate::transfer::Transfer;
use crate::{remotes, views};

/// A remote of the repository and where it leads.
struct Known {
    name: String,
    url: String,
    path: Option<RepositoryPath>,
}

/// Asks the server, fetches, and adds the remote of a fork where it is not one yet. Blocks; on a job's thread.
pub(super) fn find(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    account: AccountId,
    of: &RepositoryPath,
    number: u64,
) -> Result<Source, Fault> {
    let pull = ask(transfer, account, of, number)?;
    let known = known(transfer, repository, account)?;
    let target = known.iter().find(|remote| remote.path.as_ref() == Some(of)).ok_or_else(|| Fault::Refused {
        detail: format!("No remote of this repository leads to {}/{}: add it as one, then try again.", of.project, of.slug),
    })?;
    let missing = match &pull.from.repository {
        None => SourceMissing::Repository,
        Some(_) if pull.from.deleted => SourceMissing::Branch,
        Some(path) => {
            let path = views::repositories::path(path.clone());
            match fork(transfer, repository, account, &known, &path, target)? {
                None => SourceMissing::Repository,
                Some((remote, added)) => return branch(transfer, repository, &remote, added, &pull.from.branch, number),
            }
        }
    };
    commit(transfer, repository, &target.name, number, missing)
}

fn ask(transfer: &Transfer<'_>, account: AccountId, of: &RepositoryPath, number: u64) -> Result<forge::PullRequest, Fault> {
    let Transfer { core, work, runtime, .. } = transfer;
    runtime.block_on(async {
        let ask = async {
            let session = core.session(account, Manner::Asked).await?;
            session.settle(session.forge.pull_request(&views::repositories::path_of(of.clone()), number).await).await
        };
        tokio::select! {
            found = ask => found,
            () = work.cancel().cancelled() => Err(Fault::Cancelled),
        }
    })
}

/// Remotes, with the repositories of the account's host that they lead to.
fn known(transfer: &Transfer<'_>, repository: &git::Repository, account: AccountId) -> Result<Vec<Known>, Fault> {
    let Transfer { core, profile, .. } = transfer;
    let host = core.records.profiles.read(|profiles| profiles.account(account).map(|(_, account)| account.host))?;
    let place = |url: &str| remotes::place(core, *profile, url).filter(|place| place.host.id == host);
    let known = |(name, url): (String, String)| {
        let path = place(&url).and_then(|place| place.destination).map(|found| views::repositories::path(found.path));
        Known { name, url, path }
    };
    Ok(repository.remotes()?.into_iter().map(known).collect())
}

/// The remote that leads to the source repository, and whether it was added; none where that one may not be read.
fn fork(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    account: AccountId,
    known: &[Known],
    path: &RepositoryPath,
    target: &Known,
) -> Result<Option<(String, bool)>, Fault> {
    if let Some(remote) = known.iter().find(|remote| remote.path.as_ref() == Some(path)) {
        return Ok(Some((remote.name.clone(), false)));
    }
    let Transfer { core, work, runtime, profile, .. } = transfer;
    // The same way as to the repository that it goes to.
    let protocol = if target.url.starts_with("http") { Protocol::Https } else { Protocol::Ssh };
    let source = Address::read(core, *profile, CloneSource::Hosted { account, path: path.clone(), protocol })?;
    let url = match source.address(core, work, runtime) {
        Ok(url) => url,
        Err(Fault::NotFound { .. } | Fault::Denied { .. }) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let name = free_name(known, path);
    repository.add_remote(&name, &url, None)?;
    Ok(Some((name, true)))
}

/// Called as the project or the person, or with the repository's name where that is taken.
fn free_name(known: &[Known], path: &RepositoryPath) -> String {
    let plain = |text: &str| -> String {
        let letters = text.trim_start_matches('~').chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
        letters.collect::<String>().to_lowercase()
    };
    let (owner, both) = (plain(&path.project), format!("{}-{}", plain(&path.project), plain(&path.slug)));
    let names = [owner, both.clone()].into_iter().chain((2..).map(|number| format!("{both}-{number}")));
    let free = |name: &String| !name.is_empty() && !known.iter().any(|remote| remote.name == *name);
    names.into_iter().find(free).unwrap_or(both)
}

/// The branch itself, through a local one of its name, or of the pull request's where that name is another branch's.
fn branch(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    remote: &str,
    added: bool,
    name: &str,
    number: u64,
) -> Result<Source, Fault> {
    let (full, into) = (format!("refs/heads/{name}"), format!("refs/remotes/{remote}/{name}"));
    transfer.to(remote, repository)?.run(|context| repository.fetch_ref(remote, &full, &into, context))?;
    let follows = format!("{remote}/{name}");
    let other = repository.refs()?.branches.into_iter().find(|branch| branch.name == name);
    let is_taken = other.is_some_and(|branch| branch.upstream.is_none_or(|upstream| upstream.name != follows));
    let local = if is_taken { format!("pull-request-{number}") } else { name.to_owned() };
    let destination = git::Destination::RemoteBranch { remote: remote.to_owned(), name: name.to_owned(), local };
    Ok(Source { destination, remote: added.then(|| remote.to_owned()), without: None, borrowed: None })
}

/// What the server keeps of a pull request: `refs/pull-requests/N/from` in the repository that it goes to.
fn commit(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    remote: &str,
    number: u64,
    missing: SourceMissing,
) -> Result<Source, Fault> {
    let (full, into) = (format!("refs/pull-requests/{number}/from"), format!("refs/bough/pull-requests/{number}"));
    let fetched = transfer.to(remote, repository)?.run(|context| repository.fetch_ref(remote, &full, &into, context));
    let commit = fetched.map_err(|fault| match fault {
        Fault::NotFound { .. } => Fault::NotFound { what: format!("the commits of pull request #{number}") },
        other => other,
    })?;
    let destination = git::Destination::BranchAt { local: format!("pull-request-{number}"), commit };
    Ok(Source { destination, remote: None, without: Some(missing), borrowed: Some(into) })
}
