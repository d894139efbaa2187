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
    let mut lines = vec![format!("{name:WIDTH$}{:<10}{}{took}", words::result(step.result), words::finding(&step.finding))];
    let mut add = |text: String| lines.push(format!("{:WIDTH$}{text}", ""));
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
