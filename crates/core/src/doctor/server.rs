//! What answers: whether it is where it should be, which product it is, and what its clock says.

use jiff::Timestamp;
use net::Error;

use super::found::Found;
use super::round::Round;
use crate::api::doctor::Remedy;
use crate::api::findings::StepFinding;
use crate::records::hosts::shown;
use crate::{faults, views};

/// Seconds by which clocks may differ: less than what single sign-ons, signed tokens and fresh certificates put up with.
const APART: i64 = 5 * 60;
/// From here on certificates and tokens are taken for over or not begun.
const FAR_APART: i64 = 60 * 60;
/// Statuses from which on a server, or the proxy before it, says that it can't now.
const OUT_OF_ORDER: u16 = 500;

impl Round<'_> {
    /// The kind of forge that is expected.
    pub(super) fn kind(&self) -> forge::Kind {
        self.case.host.as_ref().map_or(forge::Kind::BitbucketServer, |host| views::forge_kind(host.forge))
    }

    /// What answers to nobody in particular; asked once.
    pub(super) async fn greet(&mut self) -> Result<forge::Greeting, forge::Error> {
        if self.learned.greeting.is_none() {
            let greeting = forge::greet(&self.core.client, self.kind(), &self.case.base).await;
            self.learned.greeting = Some(greeting);
        }
        let missing = || Err(forge::Error::Refused { detail: "nobody was asked".into() });
        self.learned.greeting.clone().unwrap_or_else(missing)
    }

    pub(super) async fn address(&mut self) -> Found {
        let greeting = match self.greet().await {
            Ok(greeting) => greeting,
            Err(forge::Error::Net(Error::RateLimited { until, .. })) => return self.pause(until.to_string()),
            Err(forge::Error::Net(Error::RedirectedAway { from, to })) => return self.led_away(&from, to).await,
            // As long as a step may take: either may notice first.
            Err(forge::Error::Net(Error::TimedOut { detail, .. })) => return self.no_answer().saying(detail),
            Err(error) => return Found::failed(faults::of_forge(&self.host_name(), error)),
        };
        let detail = format!("{}: {}", greeting.url.path(), greeting.status);
        if let Some(product) = &greeting.product {
            let base = product.base_url.clone();
            return if base == self.case.base { Found::fine(StepFinding::AnswersThere) } else { self.elsewhere(&base) };
        }
        if greeting.status >= OUT_OF_ORDER {
            let finding = StepFinding::OutOfOrder { status: greeting.status };
            return Found::broken(finding, Remedy::AskAdministrator).saying(detail);
        }
        if forge::is_namesake(self.kind(), &self.case.base) {
            return Found::fine(StepFinding::SomethingAnswers { status: greeting.status });
        }
        if let Some(found) = self.search().await {
            return found;
        }
        if greeting.is_web_page && matches!(greeting.status, 200 | 401 | 403) {
            let url = String::from(greeting.url);
            return Found::broken(StepFinding::WebPage { url: url.clone() }, Remedy::OpenPage { url }).saying(detail);
        }
        Found::fine(StepFinding::SomethingAnswers { status: greeting.status }).saying(detail)
    }

    /// Looks where else it could be.
    async fn search(&mut self) -> Option<Found> {
        let plain = self.case.base.scheme() == "http" || self.case.typed.is_some();
        let input = self.case.typed.clone().unwrap_or_else(|| self.case.base.to_string());
        let probe = forge::probe(&self.core.client, &input, plain).await.ok()?;
        Some(self.elsewhere(&probe.base_url))
    }

    /// It answers at another base. What nobody has added yet is simply there.
    fn elsewhere(&mut self, base: &url::Url) -> Found {
        if self.case.typed.is_some() {
            self.case.base = base.clone();
            self.learned.greeting = None;
            self.core.examinations.change(self.work.id(), |examination| examination.base_url = shown(base));
            return Found::fine(StepFinding::AnswersThere);
        }
        let url = shown(base);
        Found::broken(StepFinding::AnswersElsewhere { url: url.clone() }, Remedy::UseAddress { url: Some(url) })
    }

    /// Another server was named: Bitbucket, or whatever signs people in.
    async fn led_away(&mut self, from: &str, to: String) -> Found {
        if let Some(found) = self.search().await {
            return found;
        }
        let finding = StepFinding::WebPage { url: to.clone() };
        Found::broken(finding, Remedy::OpenPage { url: to.clone() }).saying(format!("{from} → {to}"))
    }

    pub(super) async fn product(&mut self) -> Found {
        if forge::is_namesake(self.kind(), &self.case.base) {
            return Found::broken(StepFinding::Cloud, Remedy::UseAddress { url: None });
        }
        let Ok(forge::Greeting { product: Some(product), .. }) = self.greet().await else {
            return Found::broken(StepFinding::NotBitbucket, Remedy::UseAddress { url: None });
        };
        let forge::Product { name, version, age, .. } = product;
        match age {
            forge::Age::Supported => Found::fine(StepFinding::Product { name, version }),
            forge::Age::Old => Found::warning(StepFinding::OldProduct { version }, Remedy::AskAdministrator),
            forge::Age::TooOld => Found::broken(StepFinding::TooOld { version }, Remedy::AskAdministrator),
        }
    }

    /// The server's clock and ours, where it told.
    pub(super) fn clocks(&self) -> Option<(Timestamp, Timestamp)> {
        self.learned.greeting.as_ref()?.as_ref().ok()?.clocks
    }

    pub(super) fn clock(&self) -> Found {
        let Some((theirs, ours)) = self.clocks() else { return Found::nothing(StepFinding::NoClock) };
        // To the second, as the server tells it.
        let seconds = theirs.as_second() - ours.as_second();
        let found = match seconds.abs() {
            0..APART => return Found::fine(StepFinding::ClockAgrees { seconds }),
            APART..FAR_APART => Found::warning(StepFinding::ClockOff { seconds }, Remedy::SetClock),
            _ => Found::broken(StepFinding::ClockOff { seconds }, Remedy::SetClock),
        };
        found.saying(format!("{theirs} ↔ {ours}"))
    }

    /// The server wants to be left alone: told where its pace is looked at.
    pub(super) fn pause(&mut self, until: String) -> Found {
        self.learned.paused = Some(until);
        Found::after(crate::api::doctor::Part::Pace)
    }

    /// The host's name for sentences.
    pub(super) fn host_name(&self) -> String {
        crate::records::hosts::name_of(&self.case.base)
    }
}
