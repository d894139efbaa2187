//! `bough activity`: what was done here, also by a window that is open. Reads a file; starts no core.

use bough_core::api::activity::{Activities, Activity, ActivityKind, ActivityOutcome};
use bough_core::fault::Fault;
use bough_core::read_activity;

use crate::arguments::Arguments;
use crate::commands::changes::{deed, one_line};
use crate::output::Output;
use crate::sentences::describe;
use crate::start;

/// Lists the newest entries that have all the words, the newest first.
pub fn activity(arguments: &Arguments, output: &Output, count: u32, words: &[String]) -> Result<(), Fault> {
    let found = read_activity(&start::data_folder(arguments)?, 0, count, &words.join(" "))?;
    output.answer(&found, lines);
    Ok(())
}

fn lines(found: &Activities) -> Vec<String> {
    if found.items.is_empty() {
        return vec!["Nothing was done yet that fits.".into()];
    }
    let mut lines: Vec<String> = found.items.iter().flat_map(entry_lines).collect();
    let shown = u32::try_from(found.items.len()).unwrap_or(u32::MAX);
    if found.total > shown {
        lines.push(format!("… and {} earlier ones (-n shows more)", found.total - shown));
    }
    lines
}

fn entry_lines(entry: &Activity) -> Vec<String> {
    let place = entry.place.as_deref().map(|place| format!("  [{}]", one_line(place))).unwrap_or_default();
    let mut lines = vec![format!("{}  {}{place}  {}", entry.started, what(entry), outcome(entry))];
    lines.extend(entry.command.as_ref().map(|command| format!("    {}", one_line(command))));
    lines.extend(entry.remote.lines().map(|line| format!("    remote: {line}")));
    if let ActivityOutcome::Failed { fault } = &entry.outcome {
        lines.push(format!("    {}", one_line(&describe(fault).sentence)));
    }
    lines
}

fn outcome(entry: &Activity) -> String {
    let word = match &entry.outcome {
        ActivityOutcome::Running => return "under way".into(),
        ActivityOutcome::Done => "done",
        ActivityOutcome::Cancelled => "cancelled",
        ActivityOutcome::Failed { .. } => "failed",
        ActivityOutcome::Interrupted => return "interrupted: Bough ended before it did".into(),
    };
    entry.millis.map_or_else(|| word.into(), |millis| format!("{word} in {millis} ms"))
}

fn what(entry: &Activity) -> String {
    let verb = verb(entry.kind);
    if let Some(step) = &entry.step {
        let more = if entry.more > 0 { format!(" and {} more", entry.more) } else { String::new() };
        return format!("{verb}: {}{more}", deed(step));
    }
    match (&entry.about, entry.more) {
        (None, _) => verb.into(),
        (Some(about), 0) => format!("{verb} {}", one_line(about)),
        (Some(about), more) => format!("{verb} {} and {more} more", one_line(about)),
    }
}

fn verb(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Clone => "clone",
        ActivityKind::CreateRepository => "create a repository",
        ActivityKind::Fork => "fork",
        ActivityKind::FollowOrigin => "keep in step with its origin",
        ActivityKind::LeaveOrigin => "no longer keep in step with its origin",
        ActivityKind::AddRemote => "add the remote",
        ActivityKind::ChooseAccount => "use the account",
        ActivityKind::Fetch => "fetch",
        ActivityKind::CreateHostRepository => "create a repository on the host",
        ActivityKind::FinishCreation => "push the first commit",
        ActivityKind::CreateWebhook => "create the webhook",
        ActivityKind::ChangeWebhook => "change the webhook",
        ActivityKind::TestWebhook => "test the webhook",
        ActivityKind::DeleteWebhook => "delete the webhook",
        ActivityKind::ForgetRepository => "take off the list",
        ActivityKind::TrustRepository => "trust the repository",
        ActivityKind::DistrustRepository => "stop trusting the repository",
        ActivityKind::Stage => "stage",
        ActivityKind::Unstage => "unstage",
        ActivityKind::Discard => "discard",
        ActivityKind::Commit => "commit",
        ActivityKind::Amend => "amend",
        ActivityKind::FetchLfs => "download the files of Git LFS",
        ActivityKind::FetchRemotes => "fetch every remote",
        ActivityKind::PushBranch => "push",
        ActivityKind::CheckOut => "check out",
        ActivityKind::AddWorktree => "make a work tree of",
        ActivityKind::Follow => "follow",
        ActivityKind::StopFollowing => "stop following",
        ActivityKind::SetPrebuildPlan => "say how commits are built",
        ActivityKind::BuildPrebuild => "build",
        ActivityKind::UseIdentity => "commit from now on as",
        ActivityKind::SetIdentityRule => "let commit on the host",
        ActivityKind::Undo => "undo",
        ActivityKind::Redo => "redo",
        ActivityKind::AddHost => "add a host",
        ActivityKind::RemoveHost => "remove a host",
        ActivityKind::TrustCertificate => "trust the certificate",
        ActivityKind::RefuseCertificate => "refuse the certificate",
        ActivityKind::TrustHostKey => "trust the host key",
        ActivityKind::RefuseHostKey => "refuse the host key",
        ActivityKind::ConnectAccount => "connect an account",
        ActivityKind::RegisterApplication => "register Bough on",
        ActivityKind::RemoveRegistration => "forget the registration on",
        ActivityKind::AuthoriseAccount => "sign in through the browser",
        ActivityKind::ExportHost => "write a host file into",
        ActivityKind::OpenHostFile => "open the host file",
        ActivityKind::ExamineConnection => "examine the connection",
        ActivityKind::TestAccount => "test the account",
        ActivityKind::DisconnectAccount => "disconnect the account",
        ActivityKind::GenerateSshKey => "make an SSH key",
        ActivityKind::ChooseSshKey => "choose the SSH key",
        ActivityKind::UploadSshKey => "upload the SSH key",
        ActivityKind::AddProfile => "add the profile",
        ActivityKind::RemoveProfile => "remove the profile",
        ActivityKind::SwitchProfile => "switch to the profile",
    }
}
