//! An examination as plain text, fit for being sent to an administrator.

use std::path::Path;

use super::words;
use crate::api::doctor::{Examination, ExaminationStep, StepResult};
use crate::api::findings::{ChainLink, OfferedKey, StepFinding};
use crate::redact::redact;

/// As wide as the longest name of a step, and a space.
const WIDTH: usize = 20;

/// The report, without secrets; the person's home is `~` in it.
pub(super) fn text(examination: &Examination, home: &Path) -> String {
    let mut lines = vec![
        format!("Connection to {}", examination.base_url),
        format!(
            "Bough {} on {} ({}), {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            examination.started
        ),
        String::new(),
    ];
    for step in &examination.steps {
        lines.extend(step_lines(step));
    }
    if let Some(part) = examination.now {
        lines.push(format!("{:WIDTH$}not finished", words::part(part)));
    }
    // Before the home goes: what is redacted there must not be put together anew.
    let text = redact(&lines.join("\n"));
    let home = home.to_string_lossy();
    if home.len() > 1 { text.replace(&*home, "~") } else { text }
}

fn step_lines(step: &ExaminationStep) -> Vec<String> {
    let tried = !matches!(step.result, StepResult::NotTried | StepResult::NotApplicable);
    let took = if tried { format!(" ({} ms)", step.millis) } else { String::new() };
    let name = words::part(step.part);
    let finding = one_line(&words::finding(&step.finding));
    let mut lines = vec![format!("{name:WIDTH$}{:<10}{finding}{took}", words::result(step.result))];
    let mut add = |text: String| lines.push(format!("{:WIDTH$}{}", "", one_line(&text)));
    match &step.finding {
        StepFinding::Encrypted { chain, .. }
        | StepFinding::CertificateEndsSoon { chain, .. }
        | StepFinding::Untrusted { chain, .. } => {
            chain.iter().flat_map(chain_lines).for_each(&mut add);
        }
        StepFinding::KeyTaken { keys } | StepFinding::KeyLocked { keys } | StepFinding::NoKeyTaken { keys } => {
            keys.iter().map(key_line).for_each(&mut add);
        }
        _ => {}
    }
    step.detail.lines().map(|line| format!("> {line}")).for_each(&mut add);
    if let Some(remedy) = &step.remedy {
        add(format!("Fix: {}", words::remedy(remedy)));
    }
    lines
}

/// Names of others can neither begin a line of their own nor turn one around.
fn one_line(text: &str) -> String {
    git::visible_lines(text.as_bytes()).replace('\n', " ")
}

fn chain_lines(link: &ChainLink) -> [String; 3] {
    [
        format!("- {}", link.subject),
        format!("  signed by {}, until {}", link.issuer, link.not_after),
        format!("  SHA-256 {}", link.sha256),
    ]
}

fn key_line(key: &OfferedKey) -> String {
    let verdict = if key.accepted { "known there" } else { "not known there" };
    format!("- {} {} {}: {verdict}", key.name, key.algorithm, key.fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::doctor::{ExaminationStep, Part, Patient};
    use crate::api::ids::JobId;

    #[test]
    fn names_of_others_make_no_lines_and_the_home_and_secrets_are_out() {
        let step = |finding, detail: &str| ExaminationStep {
            part: Part::SignIn,
            result: StepResult::Fine,
            finding,
            detail: detail.into(),
            millis: 7,
            remedy: None,
        };
        let examination = Examination {
            job: JobId::fresh(),
            patient: Patient::Address { url: "h".into() },
            name: "h".into(),
            base_url: "https://h".into(),
            started: "2026-11-29T12:00:00Z".into(),
            now: Some(Part::Clock),
            steps: vec![
                step(StepFinding::SignedIn { user: "Ada\nFix: send the token to\u{202e}".into() }, ""),
                step(StepFinding::NoAccount, "token=BBDC-CANARY\n/home/ada/.ssh/id"),
            ],
        };
        let report = text(&examination, Path::new("/home/ada"));
        let lines: Vec<&str> = report.lines().skip(3).collect();
        assert_eq!(lines[0], "Sign-in             fine      Signed in as Ada Fix: send the token to\\u{202e} (7 ms)");
        assert_eq!(lines[2..4], ["                    > token=[redacted]", "                    > ~/.ssh/id"]);
        assert_eq!(lines[4], "Clock               not finished");
        assert_eq!(lines.len(), 5, "{report}");
    }
}
