//! `bough page`: where the host shows what is here.

use std::path::{Component, Path, PathBuf};

use bough_core::Core;
use bough_core::api::history::Refs;
use bough_core::api::ids::FilePath;
use bough_core::api::openings::PageOf;
use bough_core::api::{GetHostPage, GetRefs, OpenRepository};
use bough_core::fault::Fault;

use crate::output::Output;

pub async fn page(core: &Core, output: &Output, what: Option<&str>, at: Option<&str>, folder: &Path) -> Result<(), Fault> {
    let repository = core.run(OpenRepository { path: folder.to_string_lossy().into_owned() }).await?;
    let id = repository.id;
    let of = match what {
        None => PageOf::Repository { remote: None },
        Some(what) => {
            let refs = core.run(GetRefs { id }).await?;
            match named(&refs, what).filter(|_| at.is_none()) {
                Some(of) => of,
                None => file(&refs, Path::new(&repository.path), folder, what, at)?,
            }
        }
    };
    let url = core.run(GetHostPage { id, of }).await?;
    output.answer(&url, |url| vec![url.clone()]);
    Ok(())
}

/// A branch, a tag or a commit of this name.
fn named(refs: &Refs, name: &str) -> Option<PageOf> {
    if refs.branches.iter().any(|branch| branch.name == name) {
        return Some(PageOf::Branch { name: name.into() });
    }
    let of_a_remote = refs.remotes.iter().find_map(|remote| {
        let there = name.strip_prefix(&remote.name)?.strip_prefix('/')?;
        let known = remote.branches.iter().any(|branch| branch.name == there);
        known.then(|| PageOf::RemoteBranch { remote: remote.name.clone(), name: there.into() })
    });
    let tag = || refs.tags.iter().any(|tag| tag.name == name).then(|| PageOf::Tag { name: name.into() });
    let commit = || is_commit(name).then(|| PageOf::Commit { id: name.into() });
    of_a_remote.or_else(tag).or_else(commit)
}

fn is_commit(name: &str) -> bool {
    (7..=64).contains(&name.len()) && name.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// `path`, `path:line` or `path:first-last`, from where one stands.
fn file(refs: &Refs, top: &Path, folder: &Path, what: &str, at: Option<&str>) -> Result<PageOf, Fault> {
    let invalid = |field: &str, why: &str| Fault::Invalid { field: field.into(), why: why.into() };
    let (path, lines) = match what.rsplit_once(':').and_then(|(path, lines)| Some((path, line_numbers(lines)?))) {
        Some((path, lines)) => (path, Some(lines)),
        None => (what, None),
    };
    let absolute = std::path::absolute(folder.join(path)).map_err(|_| invalid("what", "This is no path."))?;
    let outside = || invalid("what", "This is no branch, tag or commit of the repository, and no file in it.");
    let inside = tidy(&absolute).strip_prefix(top).map(Path::to_owned).map_err(|_| outside())?;
    if at.is_none() && !absolute.exists() {
        return Err(outside());
    }
    let spelled = inside.to_str().ok_or_else(|| invalid("what", "Hosts show no files whose names are no Unicode text."))?;
    let at =
        at.map(|at| commit_of(refs, at).ok_or_else(|| invalid("at", "No branch, tag or commit is called so."))).transpose()?;
    Ok(PageOf::File { path: FilePath(spelled.replace('\\', "/").replace('%', "%25")), at, lines })
}

fn commit_of(refs: &Refs, name: &str) -> Option<String> {
    let branch = refs.branches.iter().find(|branch| branch.name == name).map(|branch| branch.commit.clone());
    let tag = || refs.tags.iter().find(|tag| tag.name == name).and_then(|tag| tag.commit.clone());
    branch.or_else(tag).or_else(|| is_commit(name).then(|| name.to_owned()))
}

fn line_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first > 0 && first <= last).then_some((first, last))
}

/// Without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_numbers("12"), Some((12, 12)));
        assert_eq!(line_numbers("12-15"), Some((12, 15)));
        for odd in ["", "0", "15-12", "x", "1-", "-1"] {
            assert_eq!(line_numbers(odd), None, "{odd}");
        }
    }

    #[test]
    fn dots_lead_where_they_say() {
        assert_eq!(tidy(Path::new("/a/./b/../c")), Path::new("/a/c"));
    }
}
