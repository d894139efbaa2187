//! The refs of a repository with what the server says about each: type, commit, annotation, date.

use std::collections::BTreeMap;
use std::path::Path;

use super::run_git;
use crate::Error;

#[derive(Clone)]
pub(crate) struct Ref {
    /// Full name, `refs/heads/main`.
    pub name: String,
    /// The commit, also where the ref points to an annotated tag.
    pub commit: String,
    /// The tag object of an annotated tag.
    pub annotation: Option<String>,
    /// Parents of the commit (branches only).
    pub parents: Vec<String>,
    /// Seconds since 1970.
    pub committed: i64,
    pub subject: String,
    pub author: (String, String),
}

pub(crate) struct Refs(BTreeMap<String, Ref>);

const FORMAT: &str = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(parent)%00%(committerdate:unix)%00%(authorname)%00%(authoremail:trim)%00%(contents:subject)";

impl Refs {
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let text = run_git(folder, &["for-each-ref", FORMAT], b"")?;
        let refs = text.lines().filter_map(|line| {
            let fields: Vec<_> = line.split('\0').collect();
            let [name, object, peeled, parents, date, author, email, subject] = fields.as_slice() else { return None };
            let annotated = !peeled.is_empty();
            let found = Ref {
                name: (*name).into(),
                commit: if annotated { *peeled } else { *object }.into(),
                annotation: annotated.then(|| (*object).into()),
                parents: parents.split_whitespace().map(Into::into).collect(),
                committed: date.parse().unwrap_or(0),
                subject: (*subject).into(),
                author: ((*author).into(), (*email).into()),
            };
            Some((found.name.clone(), found))
        });
        Ok(Self(refs.collect()))
    }

    pub fn get(&self, name: &str) -> Option<&Ref> {
        self.0.get(name)
    }

    pub fn branch(&self, short: &str) -> Option<&Ref> {
        self.0.get(&format!("refs/heads/{short}"))
    }

    /// Every ref below a prefix such as `refs/heads/`, by name.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Ref> {
        self.0.values().filter(move |each| each.name.starts_with(prefix))
    }
}

/// Sets or (with `None`) deletes a ref.
pub(crate) fn point(folder: &Path, name: &str, commit: Option<&str>) -> Result<(), Error> {
    match commit {
        Some(commit) => run_git(folder, &["update-ref", name, commit], b""),
        None => run_git(folder, &["update-ref", "-d", name], b""),
    }
    .map(drop)
}
