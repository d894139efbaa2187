//! What a step found, before it is written down.

use crate::api::doctor::{Part, Remedy, StepResult};
use crate::api::findings::StepFinding;
use crate::fault::Fault;

/// A step's outcome.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) result: StepResult,
    pub(super) finding: StepFinding,
    pub(super) detail: String,
    pub(super) remedy: Option<Remedy>,
}

impl Found {
    pub(super) fn fine(finding: StepFinding) -> Self {
        Self { result: StepResult::Fine, finding, detail: String::new(), remedy: None }
    }

    pub(super) fn nothing(finding: StepFinding) -> Self {
        Self { result: StepResult::NotApplicable, ..Self::fine(finding) }
    }

    pub(super) fn warning(finding: StepFinding, remedy: Remedy) -> Self {
        Self { result: StepResult::Warning, remedy: Some(remedy), ..Self::fine(finding) }
    }

    pub(super) fn broken(finding: StepFinding, remedy: Remedy) -> Self {
        Self { result: StepResult::Broken, ..Self::warning(finding, remedy) }
    }

    /// A fault that has no finding of its own.
    pub(super) fn failed(fault: Fault) -> Self {
        let (remedy, detail) = match &fault {
            Fault::SignIn { detail, .. } => (Remedy::SignIn, detail.clone()),
            Fault::Denied { detail, .. } => (Remedy::AskForRights, detail.clone()),
            // What may not be read looks as if it were not there.
            Fault::NotFound { .. } => (Remedy::AskForRights, String::new()),
            Fault::Offline { detail, .. } => (Remedy::CheckNetwork, detail.clone()),
            Fault::WebPage { url, .. } => (Remedy::OpenPage { url: url.clone() }, String::new()),
            Fault::Untrusted { certificate } => (Remedy::JudgeCertificate { certificate: certificate.clone() }, String::new()),
            Fault::RateLimited { until, .. } => (Remedy::Wait { until: until.clone() }, String::new()),
            Fault::Keychain { .. } => (Remedy::UnlockKeychain, String::new()),
            Fault::Refused { detail } | Fault::Broken { detail } | Fault::OutOfOrder { detail, .. } => {
                (Remedy::AskAdministrator, detail.clone())
            }
            _ => (Remedy::AskAdministrator, String::new()),
        };
        Self::broken(StepFinding::Failed { fault }, remedy).saying(detail)
    }

    /// Not tried because of an earlier step.
    pub(super) fn after(part: Part) -> Self {
        Self { result: StepResult::NotTried, ..Self::fine(StepFinding::After { part }) }
    }

    /// With words of a machine.
    pub(super) fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}
