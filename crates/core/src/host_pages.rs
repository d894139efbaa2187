//! Pages of hosts: where a browser shows what the person looks at here.

use forge::{Destination, Target};

use crate::api::GetHostPage;
use crate::api::openings::PageOf;
use crate::fault::Fault;
use crate::remotes::Place;
use crate::{Core, remotes, views};

pub(crate) async fn get_host_page(core: &Core, arguments: GetHostPage) -> Result<String, Fault> {
    core.blocking(move |core| {
        let repository = core.opened(arguments.id)?;
        let hosted = Hosted { places: places(core, &repository)?, repository: &repository };
        let (place, target) = hosted.find(arguments.of)?;
        let destination = Destination { path: place.path, target };
        Ok(forge::page(place.kind, &place.base, &destination).to_string())
    })
    .await
}

/// A repository on a host that a remote leads to.
#[derive(Clone)]
struct OnHost {
    remote: String,
    kind: forge::Kind,
    base: url::Url,
    path: forge::RepositoryPath,
}

/// Those that there are, `origin` first. Blocks.
fn places(core: &Core, repository: &git::Repository) -> Result<Vec<OnHost>, Fault> {
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let on_host = |(remote, url): (String, String)| {
        let Place { host, destination, .. } = remotes::place(core, profile, &url)?;
        Some(OnHost { remote, kind: views::forge_kind(host.forge), base: host.base_url, path: destination?.path })
    };
    Ok(repository.remotes()?.into_iter().filter_map(on_host).collect())
}

struct Hosted<'a> {
    places: Vec<OnHost>,
    repository: &'a git::Repository,
}

impl Hosted<'_> {
    fn find(&self, of: PageOf) -> Result<(OnHost, Target), Fault> {
        match of {
            PageOf::Repository { remote: None } => Ok((self.first()?, Target::Repository)),
            PageOf::Repository { remote: Some(remote) } => Ok((self.behind(&remote)?, Target::Repository)),
            PageOf::RemoteBranch { remote, name } => Ok((self.behind(&remote)?, branch(&name))),
            PageOf::Tag { name } => Ok((self.first()?, Target::Revision { name: format!("refs/tags/{name}") })),
            PageOf::Commit { id } => Ok((self.first()?, Target::Commit { id })),
            PageOf::Branch { name } => {
                let not_there = || Fault::Refused { detail: format!("The branch {name} is on no host yet: push it first.") };
                let (place, there) = self.of_branch(&name)?.ok_or_else(not_there)?;
                Ok((place, branch(&there)))
            }
            PageOf::File { path, at, lines } => {
                let odd = || Fault::Refused { detail: "Hosts show no files whose names are no Unicode text.".to_owned() };
                let path = String::from_utf8(views::changes::bytes(&path)).map_err(|_| odd())?;
                let (place, at) = match at {
                    Some(commit) => (self.first()?, Some(commit)),
                    None => self.checked_out()?,
                };
                Ok((place, Target::File { path, at, lines }))
            }
        }
    }

    fn first(&self) -> Result<OnHost, Fault> {
        let none = || Fault::Refused { detail: "No remote of this repository leads to a connected host.".to_owned() };
        self.places.first().cloned().ok_or_else(none)
    }

    fn behind(&self, remote: &str) -> Result<OnHost, Fault> {
        let none = || Fault::Refused { detail: format!("{remote} leads to no connected host.") };
        self.places.iter().find(|place| place.remote == remote).cloned().ok_or_else(none)
    }

    /// Where a branch is, and what it is called there.
    fn of_branch(&self, name: &str) -> Result<Option<(OnHost, String)>, Fault> {
        self.first()?;
        if let Some((remote, there)) = self.repository.followed(name)? {
            let found = self.places.iter().find(|place| place.remote == remote);
            return Ok(found.map(|place| (place.clone(), there)));
        }
        let known = self.repository.refs()?.remotes;
        let has_it = |place: &&OnHost| {
            let remote = known.iter().find(|remote| remote.name == place.remote);
            remote.is_some_and(|remote| remote.branches.iter().any(|branch| branch.name == name))
        };
        Ok(self.places.iter().find(has_it).map(|place| (place.clone(), name.to_owned())))
    }

    /// What is checked out, as the host knows it: a branch, or the commit.
    fn checked_out(&self) -> Result<(OnHost, Option<String>), Fault> {
        match self.repository.head()? {
            git::Head::Branch { name, commit } => Ok(match self.of_branch(&name)? {
                Some((place, there)) => (place, Some(format!("refs/heads/{there}"))),
                None => (self.first()?, Some(commit)),
            }),
            git::Head::Detached { commit } => Ok((self.first()?, Some(commit))),
            git::Head::Unborn { .. } => Ok((self.first()?, None)),
        }
    }
}

fn branch(name: &str) -> Target {
    Target::Revision { name: format!("refs/heads/{name}") }
}
