//! `bough find`: what a text stands for.

use bough_core::Core;
use bough_core::api::FindAnything;
use bough_core::api::openings::{Finding, FoundTarget};
use bough_core::fault::Fault;

use crate::output::{Output, table};

pub async fn find(core: &Core, output: &Output, text: String) -> Result<(), Fault> {
    let found = core.run(FindAnything { text: text.clone() }).await?;
    if found.is_empty() {
        return Err(Fault::NotFound { what: text });
    }
    output.answer(&found, |found| table(&found.iter().flat_map(rows).collect::<Vec<_>>()));
    Ok(())
}

/// A row for each clone, or one that says that there is none.
fn rows(finding: &Finding) -> Vec<Vec<String>> {
    match finding {
        Finding::Folder { path } => vec![vec!["folder".into(), path.clone()]],
        Finding::Address { url } => vec![vec!["address".into(), url.clone(), "of no host of this profile".into()]],
        Finding::Host { host_name, .. } => vec![vec!["host".into(), host_name.clone()]],
        Finding::Hosted { host_name, repository, target, clones, .. } => {
            let what = [words(target), format!("{}/{}", repository.project, repository.slug), host_name.clone()];
            let row = |here: String| what.iter().cloned().chain([here]).collect();
            match &clones[..] {
                [] => vec![row("not cloned".into())],
                clones => clones.iter().map(|clone| row(clone.repository.path.clone())).collect(),
            }
        }
    }
}

fn words(target: &FoundTarget) -> String {
    match target {
        FoundTarget::Repository => "repository".into(),
        FoundTarget::Revision { name } => format!("branch or tag {name}"),
        FoundTarget::Commit { id } => format!("commit {id}"),
        FoundTarget::File { path, line: Some(line), .. } => format!("{path}, line {line}"),
        FoundTarget::File { path, .. } => path.clone(),
        FoundTarget::PullRequest { number } => format!("pull request #{number}"),
    }
}
