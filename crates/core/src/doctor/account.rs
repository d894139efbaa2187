//! Who we are on the server: whether the token is accepted, what it allows, and whether the server wants a pause.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use super::found::Found;
use super::round::Round;
use crate::api::doctor::Remedy;
use crate::api::findings::StepFinding;
use crate::api::hosts::{TokenAbility, Verdict};
use crate::fault::{Fault, SignInReason};
use crate::sessions::{Manner, Session};
use crate::views;

/// A token that ends within so many days should be replaced.
const SOON: i64 = 14;
/// Repositories that are looked through for one to ask Git for.
const SOME: u32 = 25;

impl Round<'_> {
    pub(super) async fn sign_in(&mut self) -> Found {
        let Some(account) = self.case.account.clone() else {
            return Found::nothing(StepFinding::NoAccount);
        };
        let session = match self.core.session(account.id, Manner::Asked).await {
            Ok(session) => session,
            Err(fault) => return Found::failed(fault),
        };
        let user = match session.settle(session.forge.identity().await).await {
            Ok(user) => user.display_name,
            Err(fault) => return self.not_signed_in(fault),
        };
        self.learned.session = Some(Arc::new(session));
        match account.token_expires {
            Some(until) if ends_within(&until, SOON) => {
                Found::warning(StepFinding::TokenEndsSoon { user, until }, Remedy::SignIn)
            }
            _ => Found::fine(StepFinding::SignedIn { user }),
        }
    }

    /// Why the server did not let the account in.
    pub(super) fn not_signed_in(&mut self, fault: Fault) -> Found {
        match fault {
            Fault::SignIn { reason: SignInReason::Rejected, detail, .. } => {
                let until = self.case.account.as_ref().and_then(|account| account.token_expires.clone());
                let finding = match until.filter(|until| ends_within(until, -1)) {
                    Some(until) => StepFinding::TokenExpired { until },
                    None => StepFinding::TokenRefused,
                };
                Found::broken(finding, Remedy::SignIn).saying(detail)
            }
            Fault::SignIn { reason: SignInReason::Captcha, detail, .. } => {
                let url = forge::pages(self.kind(), &self.case.base).sign_in.into();
                Found::broken(StepFinding::Captcha, Remedy::OpenPage { url }).saying(detail)
            }
            Fault::RateLimited { until, .. } => self.pause(until),
            other => Found::failed(other),
        }
    }

    pub(super) async fn rights(&mut self) -> Found {
        let Some(session) = self.learned.session.clone() else { return Found::nothing(StepFinding::NoAccount) };
        match self.look_at_rights(&session).await {
            Ok(found) => found,
            Err(Fault::RateLimited { until, .. }) => self.pause(until),
            Err(fault) => Found::failed(fault),
        }
    }

    async fn look_at_rights(&mut self, session: &Session) -> Result<Found, Fault> {
        let abilities = views::hosts::abilities(session.settle(session.forge.abilities().await).await?);
        self.learned.repository = if let Some(path) = &self.wanted {
            Some(session.settle(session.forge.repository(path).await).await?)
        } else {
            let page = forge::PageRequest { cursor: None, limit: Some(SOME) };
            let page = session.forge.repositories(&forge::RepositoryScope::All, None, page).await;
            session.settle(page).await?.items.into_iter().next()
        };
        let refused =
            |wanted: TokenAbility| abilities.iter().any(|each| each.ability == wanted && each.verdict == Verdict::Refused);
        let detail: Vec<&str> = abilities.iter().map(|each| each.detail.as_str()).collect();
        let detail = detail.join("\n");
        let found = if self.learned.repository.is_none() || refused(TokenAbility::ReadRepositories) {
            Found::broken(StepFinding::NothingReadable, Remedy::AskForRights)
        } else if refused(TokenAbility::WriteRepositories) {
            Found::warning(StepFinding::ReadOnly { abilities }, Remedy::AskForRights)
        } else {
            Found::fine(StepFinding::Rights { abilities })
        };
        Ok(found.saying(detail))
    }

    pub(super) async fn pace(&mut self) -> Found {
        if let Some(until) = self.learned.paused.clone() {
            return Found::broken(StepFinding::Paused { until: until.clone() }, Remedy::Wait { until });
        }
        let Some(session) = &self.learned.session else { return Found::nothing(StepFinding::NoAccount) };
        match session.settle(session.forge.budget().await).await {
            Ok(Some(forge::Budget { remaining, limit })) => Found::fine(StepFinding::Budget { remaining, limit }),
            Ok(None) => Found::nothing(StepFinding::NoLimit),
            Err(Fault::RateLimited { until, .. }) => {
                self.learned.paused = Some(until.clone());
                Found::broken(StepFinding::Paused { until: until.clone() }, Remedy::Wait { until })
            }
            Err(fault) => Found::failed(fault),
        }
    }
}

/// True where a date is at most so many days away; below 0: where it has passed. What is no date is never so.
fn ends_within(date: &str, days: i64) -> bool {
    let today = Zoned::now().date();
    let limit = today.checked_add(days.days());
    date.parse::<Date>().is_ok_and(|date| limit.is_ok_and(|limit| date <= limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let in_days = |days: i64| Zoned::now().date().checked_add(days.days()).expect("a date").to_string();
        assert!(ends_within(&in_days(14), 14) && !ends_within(&in_days(15), 14));
        assert!(ends_within(&in_days(-1), -1) && !ends_within(&in_days(0), -1));
        assert!(!ends_within("one day", 14));
    }
}
