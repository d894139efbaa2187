//! `bough doctor`: the connection to a host, examined step by step.

use bough_core::Core;
use bough_core::api::doctor::{Patient, StepResult};
use bough_core::api::{ExamineConnection, GetExamination, GetExaminationReport};
use bough_core::fault::Fault;

use crate::commands::{checked_path, host, job};
use crate::exit::End;
use crate::output::Output;

/// Prints the report. [`End::Unwell`] where a step is broken.
pub async fn examine(core: &Core, output: &Output, named: Option<String>, repository: Option<&str>) -> Result<(), End> {
    let repository = repository.map(checked_path).transpose()?;
    let patient = patient(core, named).await?;
    let job = job::follow_to_its_end(core, output, ExamineConnection { patient, repository }).await?;
    let examination = core.run(GetExamination { job }).await?;
    let report = core.run(GetExaminationReport { job }).await?;
    output.answer(&examination, |_| report.lines().map(str::to_owned).collect());
    let unwell = examination.steps.iter().any(|step| step.result == StepResult::Broken);
    if unwell { Err(End::Unwell) } else { Ok(()) }
}

/// A connected host, or whatever lives behind an address.
async fn patient(core: &Core, named: Option<String>) -> Result<Patient, Fault> {
    match (host(core, named.as_deref()).await, named) {
        (Ok(host), _) => Ok(Patient::Host { id: host.id }),
        (Err(Fault::NotFound { .. }), Some(url)) => Ok(Patient::Address { url }),
        (Err(fault), _) => Err(fault),
    }
}
