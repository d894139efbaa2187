//! `bough repos`: repositories that an account may see.

use bough_core::Core;
use bough_core::api::ListHostRepositories;
use bough_core::api::repositories::{HostRepository, RepositoryScope};
use bough_core::fault::Fault;

use crate::age;
use crate::commands::account;
use crate::output::{Output, table};

pub async fn list(
    core: &Core,
    output: &Output,
    host: Option<&str>,
    scope: &str,
    limit: usize,
    search: Option<String>,
) -> Result<(), Fault> {
    let account = account(core, host).await?;
    let scope = match scope {
        "personal" => RepositoryScope::Personal,
        "recent" => RepositoryScope::Recent,
        "all" => RepositoryScope::All,
        key => RepositoryScope::Project { key: key.into() },
    };
    let mut found: Vec<HostRepository> = Vec::new();
    let (mut cursor, mut seen) = (None, None);
    loop {
        let page = core
            .run(ListHostRepositories {
                account: account.id,
                scope: scope.clone(),
                search: search.clone(),
                cursor,
                limit: u32::try_from(limit.saturating_sub(found.len()).min(100)).ok(),
                at_once: None,
            })
            .await?;
        found.extend(page.items);
        cursor = page.next;
        seen = seen.or(page.seen);
        if cursor.is_none() || found.len() >= limit {
            break;
        }
    }
    if cursor.is_some() || found.len() > limit {
        found.truncate(limit);
        output.note(&format!("There are more than {limit}: search, or raise --limit."));
    }
    output.answer(&found, |found| table(&found.iter().map(row).collect::<Vec<_>>()));
    age::tell(output, seen)
}

fn row(repository: &HostRepository) -> Vec<String> {
    let mut marks = Vec::new();
    if repository.archived {
        marks.push("archived");
    }
    if repository.public {
        marks.push("public");
    }
    if repository.forked_from.is_some() {
        marks.push("fork");
    }
    let first_line = repository.description.lines().next().unwrap_or_default().to_owned();
    vec![format!("{}/{}", repository.path.project, repository.path.slug), marks.join(", "), first_line]
}
