//! From the server's objects to ours.

use jiff::Timestamp;
use url::Url;

use super::{web, wire};
use crate::model::hosts::User;
use crate::model::pull_requests::{MergeOutlook, PullRequest, PullRequestEnd, PullRequestState, ReviewVerdict, Reviewer};
use crate::model::repositories::{Branch, CloneUrl, Project, Protocol, Repository, RepositoryPath};

/// Keys are case-insensitive; we write them as the server does: capitals, but personal ones small.
pub(super) fn project_key(key: &str) -> String {
    if key.starts_with('~') { key.to_lowercase() } else { key.to_uppercase() }
}

/// The slug of a user whose slug nobody told: lower case, and what may not stand in an address becomes `_`.
pub(super) fn slug_of(name: &str) -> String {
    let plain = |letter: char| if "[]:/?#@!$&'()*+,;=%\\".contains(letter) { '_' } else { letter };
    name.to_lowercase().chars().map(plain).collect()
}

pub(super) fn user(user: wire::User) -> User {
    let wire::User { name, slug, display_name, email_address, active } = user;
    let name = first([name, slug.clone()]);
    let slug = first([slug, slug_of(&name)]);
    let display_name = first([display_name, name.clone(), "Former user".to_owned()]);
    let email = Some(email_address).filter(|email| !email.is_empty());
    // Users that nothing says anything about are gone.
    let active = active.unwrap_or(!name.is_empty());
    User { name, slug, display_name, email, active }
}

fn first(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn is_personal(project: &wire::Project) -> bool {
    project.kind == "PERSONAL" || project.key.starts_with('~')
}

pub(super) fn project(project: wire::Project) -> Project {
    let personal = is_personal(&project);
    let key = project_key(&project.key);
    let owner = project.owner.map(|owner| user(owner).display_name).unwrap_or_default();
    Project { name: first([project.name, owner, key.clone()]), key, description: project.description, personal }
}

/// None where the project isn't told.
fn path(repository: &wire::Repository) -> Option<RepositoryPath> {
    let project = repository.project.as_ref()?;
    Some(RepositoryPath { project: project_key(&project.key), slug: repository.slug.clone() })
}

/// None where the project isn't told: the repository could not be asked for again.
pub(super) fn repository(base: &Url, found: wire::Repository) -> Option<Repository> {
    let path = path(&found)?;
    let links = found.links.unwrap_or_default();
    let own = found.project?;
    // Readable for everybody also where only the project is.
    let public = found.public == Some(true) || own.public == Some(true);
    let forked_from = found.origin.as_deref().and_then(self::path);
    let origin_hidden = found.origin.is_some() && forked_from.is_none();
    let project = project(own);
    Some(Repository {
        name: first([found.name, path.slug.clone()]),
        project_name: project.name,
        description: found.description,
        personal: project.personal,
        public,
        archived: found.archived.unwrap_or(false),
        forked_from,
        origin_hidden,
        clone_urls: clone_urls(links.clone),
        url: page(&links.own).unwrap_or_else(|| web::repository(base, &path)),
        path,
    })
}

/// The links come in any order and either may be missing: SSH or HTTP may be off.
fn clone_urls(links: Vec<wire::Link>) -> Vec<CloneUrl> {
    let mut urls: Vec<CloneUrl> = links.into_iter().filter_map(clone_url).collect();
    urls.sort_by_key(|url| url.protocol);
    urls
}

fn clone_url(link: wire::Link) -> Option<CloneUrl> {
    match link.name.as_str() {
        "ssh" => Some(CloneUrl { protocol: Protocol::Ssh, url: link.href }),
        // Also for https, but some say so.
        "http" | "https" => {
            let mut url = Url::parse(&link.href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
            // Up to 6.x the asking user's name is in it.
            let _ = url.set_username("");
            let _ = url.set_password(None);
            Some(CloneUrl { protocol: Protocol::Https, url: url.into() })
        }
        _ => None,
    }
}

/// The page the server names, if it is one that a browser may be sent to.
fn page(links: &[wire::Link]) -> Option<Url> {
    let url = Url::parse(&links.first()?.href).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty()).then_some(url)
}

pub(super) fn branch(branch: wire::Branch) -> Branch {
    Branch {
        name: short(&branch.id).to_owned(),
        commit: first([branch.latest_commit, branch.latest_changeset]),
        default: branch.is_default.unwrap_or(false),
    }
}

fn short(id: &str) -> &str {
    id.strip_prefix("refs/heads/").unwrap_or(id)
}

/// None where it isn't told which repository it belongs to, and `home` does not say so either.
pub(super) fn pull_request(base: &Url, found: wire::PullRequest, home: Option<&RepositoryPath>) -> Option<PullRequest> {
    let to = end(found.to_ref);
    let repository = to.repository.clone().or_else(|| home.cloned())?;
    let from = end(found.from_ref);
    let properties = found.properties.unwrap_or_default();
    let (created, updated) = (found.created_date, found.updated_date);
    let created = created.or(updated).unwrap_or(Timestamp::UNIX_EPOCH);
    let author = found.author.and_then(|author| author.user).unwrap_or_default();
    let links = found.links.unwrap_or_default();
    Some(PullRequest {
        number: found.id,
        title: found.title,
        description: found.description,
        state: match found.state.as_str() {
            "OPEN" => PullRequestState::Open,
            "MERGED" => PullRequestState::Merged,
            "DECLINED" => PullRequestState::Declined,
            _ => PullRequestState::Unknown,
        },
        draft: found.draft.unwrap_or(false),
        author: user(author),
        reviewers: found.reviewers.into_iter().map(|asked| reviewer(asked, &from.commit)).collect(),
        participants: found.participants.into_iter().filter_map(|one| one.user).map(user).collect(),
        created,
        updated: updated.unwrap_or(created),
        comments: count(properties.comment_count),
        open_tasks: count(properties.open_task_count),
        merge: properties.merge_result.map_or(MergeOutlook::Unknown, |result| outlook(&result)),
        url: page(&links.own).unwrap_or_else(|| web::pull_request(base, &repository, found.id)),
        from,
        to,
        repository,
    })
}

fn end(end: wire::End) -> PullRequestEnd {
    PullRequestEnd {
        branch: short(&end.id).to_owned(),
        commit: end.latest_commit,
        repository: end.repository.as_ref().and_then(path),
        deleted: false,
    }
}

fn reviewer(asked: wire::Participant, commit: &str) -> Reviewer {
    let verdict = match asked.status.as_str() {
        "APPROVED" => ReviewVerdict::Approved,
        "NEEDS_WORK" => ReviewVerdict::NeedsWork,
        "" if asked.approved == Some(true) => ReviewVerdict::Approved,
        _ => ReviewVerdict::Waiting,
    };
    let outdated =
        verdict != ReviewVerdict::Waiting && !asked.last_reviewed_commit.is_empty() && asked.last_reviewed_commit != commit;
    Reviewer { user: user(asked.user.unwrap_or_default()), verdict, outdated }
}

pub(super) fn outlook(result: &wire::Mergeability) -> MergeOutlook {
    match result.outcome.as_str() {
        _ if result.current == Some(false) => MergeOutlook::Unknown,
        "CLEAN" => MergeOutlook::Clean,
        "CONFLICTED" => MergeOutlook::Conflicted,
        // Servers before 4.10 tell no outcome.
        "" if result.conflicted == Some(true) => MergeOutlook::Conflicted,
        "" if result.conflicted == Some(false) => MergeOutlook::Clean,
        _ => MergeOutlook::Unknown,
    }
}

fn count(number: Option<u64>) -> u32 {
    number.map_or(0, |number| u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_slugs_are_written_one_way() {
        assert_eq!((project_key("prj"), project_key("~ANN.B")), ("PRJ".to_owned(), "~ann.b".to_owned()));
        for (name, slug) in [
            ("user3@gmail.com", "user3_gmail.com"),
            ("Ann", "ann"),
            ("a/b\\c%d e", "a_b_c_d e"),
            ("access-token-user/2/1405", "access-token-user_2_1405"),
        ] {
            assert_eq!(slug_of(name), slug);
        }
    }
}
