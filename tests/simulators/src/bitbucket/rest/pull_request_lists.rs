//! The filters that lists of pull requests have in common, and the way they are answered.

use std::cmp::Reverse;

use axum::http::StatusCode;

use super::holds;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask};
use crate::bitbucket::tips::Tips;
use crate::bitbucket::world::{PullRequest, PullRequestState, UserId, Verdict, World};

/// The part a user plays in a pull request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Author,
    Reviewer,
    Participant,
}

impl Role {
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "AUTHOR" => Some(Self::Author),
            "REVIEWER" => Some(Self::Reviewer),
            "PARTICIPANT" => Some(Self::Participant),
            _ => None,
        }
    }

    /// The user's verdict in this role (any role for `None`), or nothing if they do not play it.
    pub fn verdict(role: Option<Self>, pull: &PullRequest, user: UserId) -> Option<Verdict> {
        let wanted = |each: Self| role.is_none_or(|role| role == each);
        let among = |list: &[_], each| {
            list.iter()
                .filter(move |_| wanted(each))
                .find(|p: &&super::super::world::Participant| p.user == user)
                .map(|p| p.verdict)
        };
        let author = (wanted(Self::Author) && pull.author == user).then_some(Verdict::Unapproved);
        among(&pull.reviewers, Self::Reviewer).or_else(|| among(&pull.participants, Self::Participant)).or(author)
    }
}

/// What a list asks for.
pub(super) struct Choice {
    state: Option<PullRequestState>,
    oldest_first: bool,
    text: String,
    draft: Option<bool>,
    /// User, role, approved or not.
    people: Vec<(Option<UserId>, Option<Role>, Option<bool>)>,
}

impl Choice {
    /// `default` is the state when none is named; `None` means all.
    pub fn read(ask: &Ask, default: Option<PullRequestState>) -> Result<Self, Refusal> {
        let state = match ask.query("state") {
            None => default,
            Some("ALL") => None,
            Some("OPEN") => Some(PullRequestState::Open),
            Some("MERGED") => Some(PullRequestState::Merged),
            Some("DECLINED") => Some(PullRequestState::Declined),
            Some(other) => return Err(Refusal::new(StatusCode::BAD_REQUEST, None, format!("'{other}' is no state"))),
        };
        let drafts = ask.server.switches.version.has_drafts();
        Ok(Self {
            state,
            oldest_first: ask.query("order") == Some("OLDEST"),
            text: ask.query("filterText").unwrap_or_default().into(),
            draft: ask.query("draft").filter(|_| drafts).map(|value| value == "true"),
            people: Vec::new(),
        })
    }

    /// Adds the numbered user filters; needs the world to know the names.
    fn with_people(mut self, ask: &Ask, world: &World) -> Self {
        let numbers = (1..=10).take_while(|number| ask.query(&format!("username.{number}")).is_some());
        self.people = numbers
            .map(|number| {
                let part = |name: &str| ask.query(&format!("{name}.{number}"));
                let user = part("username").and_then(|name| world.user_by_name(name)).map(|user| user.id);
                (user, part("role").and_then(Role::read), part("approved").map(|value| value == "true"))
            })
            .collect();
        self
    }
}

/// All pull requests of a list, in order.
pub(super) fn chosen(ask: &Ask, world: &World, choice: Choice, here: impl Fn(&PullRequest) -> bool) -> Vec<PullRequest> {
    let choice = choice.with_people(ask, world);
    let fits = |pull: &&PullRequest| {
        let text = holds(&pull.title, &choice.text) || pull.description.as_ref().is_some_and(|each| holds(each, &choice.text));
        let people = choice.people.iter().all(|(user, role, approved)| {
            let verdict = user.and_then(|user| Role::verdict(*role, pull, user));
            verdict.is_some_and(|verdict| approved.is_none_or(|approved| approved == (verdict == Verdict::Approved)))
        });
        choice.state.is_none_or(|state| pull.state == state)
            && choice.draft.is_none_or(|draft| pull.draft == draft)
            && text
            && people
            && here(pull)
    };
    let mut found: Vec<_> = world.pull_requests.iter().filter(fits).cloned().collect();
    if choice.oldest_first {
        found.sort_by_key(|pull| pull.updated);
    } else {
        found.sort_by_key(|pull| Reverse(pull.updated));
    }
    found
}

/// One page of them, with what Git says about each.
pub(super) fn rendered(ask: &Ask, found: Vec<PullRequest>) -> Answer {
    let (style, paging) = (&ask.server.switches.paging, ask.paging());
    let (first, total) = (style.first(paging), found.len());
    let mut tips = Tips::new(&ask.server);
    let mut page = Vec::new();
    for pull in found.into_iter().skip(first).take(style.count(paging)) {
        let (_, state) = tips.of(&pull)?;
        page.push((pull, state));
    }
    let world = ask.server.world();
    let values: Vec<_> = page.iter().map(|(pull, state)| ask.pen(&world).pull_request(pull, state)).collect();
    let more = first + values.len() < total;
    Ok(Reply::ok(style.envelope(paging, &values, more)))
}
