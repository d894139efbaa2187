//! Submodules of a new clone, and theirs. Everything about them was written by others: names, paths and addresses are
//! checked before anything is made of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{Oid, Repository};

use super::fetch::{Wish, fetch, fetch_commit, has};
use super::submodule_name::{is_harmless, is_real_folder};
use super::{checkout, head, packed_refs};
use crate::context::Context;
use crate::error::Error;
use crate::gitmodules::{self, Entry};
use crate::lfs::fetch_and_put;
use crate::modes::GITLINK;
use crate::progress::Reporter;
use crate::url::Address;

/// Deeper than anybody builds; a repository that holds itself ends here.
const DEEPEST: usize = 16;

/// One submodule that is to be there.
struct Module {
    name: String,
    path: String,
    url: String,
    commit: Oid,
}

/// Clones the submodules of `repository`, which came from `url`. Why files of Git LFS are missing in one, if so.
pub(crate) fn clone(
    repository: &Repository,
    url: &str,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<Option<Error>, Error> {
    level(repository, url, context, reporter, 0)
}

fn level(
    repository: &Repository,
    url: &str,
    context: &Context,
    reporter: &Arc<Reporter>,
    depth: usize,
) -> Result<Option<Error>, Error> {
    let modules = modules(repository)?;
    if modules.is_empty() {
        return Ok(None);
    }
    if depth == DEEPEST {
        return Err(Error::Refused { detail: format!("The submodules are nested more than {DEEPEST} deep.") });
    }
    let mut config = repository.config()?;
    config.set_str("submodule.active", ".")?;
    let mut missing = None;
    for (number, module) in modules.iter().enumerate() {
        if depth == 0 {
            reporter.submodule(number as u64 + 1, modules.len() as u64);
        }
        let source = source(module, url)?;
        config.set_str(&format!("submodule.{}.url", module.name), &source)?;
        let inner = one(repository, module, &source, context, reporter)?;
        let own = fetch_and_put(&inner, &source, context, reporter)?;
        let below = level(&inner, &source, context, reporter, depth + 1)?;
        missing = missing.or(own).or(below);
    }
    Ok(missing)
}

fn one(
    parent: &Repository,
    module: &Module,
    source: &str,
    context: &Context,
    reporter: &Arc<Reporter>,
) -> Result<Repository, Error> {
    let repository = init(parent, module)?;
    let wish = Wish { branch: None, depth: None };
    let offer = fetch(&repository, source, &wish, context, reporter)?;
    packed_refs::write(&repository, &offer.tracked, &offer.tags)?;
    head::settle(&repository, source, &offer, None)?;
    if !has(&repository, module.commit)? {
        fetch_commit(&repository, source, module.commit, context, reporter)?;
    }
    repository.set_head_detached(module.commit)?;
    checkout::checkout(&repository, module.commit, context, reporter)?;
    Ok(repository)
}

/// What `.gitmodules` and the index agree upon.
fn modules(repository: &Repository) -> Result<Vec<Module>, Error> {
    let Some(root) = repository.workdir() else { return Ok(Vec::new()) };
    let index = repository.index()?;
    let module = |entry: Entry| {
        let link = index.get_path(Path::new(&entry.path), 0).filter(|link| link.mode == GITLINK)?;
        Some(Module { name: entry.name, path: entry.path, url: entry.url, commit: link.id })
    };
    Ok(gitmodules::read(root)?.into_iter().filter(|entry| entry.wanted).filter_map(module).collect())
}

/// The address to clone from. Never a folder of this computer: the author of a repository must not choose one.
fn source(module: &Module, parent: &str) -> Result<String, Error> {
    let refused = |why: &str| Error::Refused {
        detail: format!("The submodule {} was not cloned: {why}", crate::shown::visible(&module.path)),
    };
    if !is_harmless(&module.name) || !is_harmless(&module.path) {
        return Err(refused("its name or path would lead out of the repository."));
    }
    let url = crate::url::resolve(parent, &module.url).map_err(|_| refused("its address leads out of its server."))?;
    match Address::parse(&url) {
        Ok(Address::Http(_) | Address::Ssh(_)) => Ok(url),
        Ok(Address::Local(_)) => Err(refused("it comes from a folder of this computer.")),
        Err(error) => Err(refused(&error.to_string())),
    }
}

/// Its Git folder below the parent's, tied to its place in the work tree by relative paths: all of it will be moved.
fn init(parent: &Repository, module: &Module) -> Result<Repository, Error> {
    let root = parent.workdir().ok_or_else(|| Error::broken("a bare repository has no submodules"))?;
    let modules = parent.path().join("modules");
    let git_folder = modules.join(&module.name);
    let place = root.join(&module.path);
    let taken =
        || Error::Refused { detail: format!("Two submodules want the same folder, {}.", crate::shown::visible(&module.path)) };
    // One inside the Git folder of another could write its hooks.
    let inside = git_folder.ancestors().take_while(|folder| *folder != modules).any(|folder| folder.join("HEAD").exists());
    if inside || git_folder.exists() {
        return Err(taken());
    }
    if !is_real_folder(root, &module.path) || fs::read_dir(&place)?.next().is_some() {
        return Err(taken());
    }
    let mut options = git2::RepositoryInitOptions::new();
    options.bare(true).no_reinit(true).mkpath(true).external_template(false);
    let bare = Repository::init_opts(&git_folder, &options)?;
    let git_folder = fs::canonicalize(bare.path())?;
    let place = fs::canonicalize(place)?;
    let mut config = bare.config()?;
    config.set_bool("core.bare", false)?;
    config.set_str("core.worktree", &relative(&git_folder, &place)?)?;
    drop((config, bare));
    fs::write(place.join(".git"), format!("gitdir: {}\n", relative(&place, &git_folder)?))?;
    Ok(Repository::open(git_folder)?)
}

/// The way from one folder to another, with slashes.
fn relative(from: &Path, to: &Path) -> Result<String, Error> {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| "..".into());
    let way: PathBuf = up.chain(to.components().skip(shared).map(|step| step.as_os_str().to_owned())).collect();
    way.to_str().map(|way| way.replace('\\', "/")).ok_or_else(|| Error::invalid("target", "The path is not UTF-8."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_relative() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).expect("UTF-8");
        assert_eq!(way("/t/.git/modules/a", "/t/lib/a"), "../../../lib/a");
        assert_eq!(way("/t/lib/a", "/t/.git/modules/a"), "../../.git/modules/a");
    }

    #[test]
    fn addresses_of_others_lead_to_servers_only() {
        let module = |url: &str| Module { name: "n".into(), path: "p".into(), url: url.into(), commit: Oid::ZERO_SHA1 };
        let parent = "https://h/scm/k/r.git";
        assert_eq!(source(&module("../lib.git"), parent).expect("relative"), "https://h/scm/k/lib.git");
        assert_eq!(source(&module("git@i:x"), parent).expect("ssh"), "git@i:x");
        for url in [
            "/etc",
            "file:///etc",
            "ext::sh -c id",
            "-oProxyCommand=x:y",
            "--upload-pack=x",
            "git://h/x",
            "../../../../x",
            "https://u:p@h/x",
        ] {
            assert!(matches!(source(&module(url), parent), Err(Error::Refused { .. })), "{url}");
        }
        assert!(matches!(source(&module("../x"), "/home/me/repo"), Err(Error::Refused { .. })));
        let outside = Module { path: "../x".into(), ..module("https://h/x") };
        assert!(matches!(source(&outside, parent), Err(Error::Refused { .. })));
    }
}
