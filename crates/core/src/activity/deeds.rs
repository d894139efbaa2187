//! What each command is called in the activity log. A deed is told before it is done; none: it is not worth an entry.

use url::Url;

use super::{Deed, shell};
use crate::Core;
use crate::api::activity::ActivityKind as Kind;
use crate::api::application::{Answer, Ask};
use crate::api::changes::ChangeChoice;
use crate::api::checkouts::CheckoutTarget;
use crate::api::doctor::Patient;
use crate::api::hosts::TrustChoice;
use crate::api::ids::{AccountId, HostId, ProfileId, RepositoryId};
use crate::api::keys::{SshChoice, SshScope};
use crate::api::prebuilds::Followed;
use crate::api::repositories::{CloneSource, RepositoryPath};
use crate::api::{
    AddHost, AddProfile, AddRemote, AddWorktree, AnswerQuestion, AuthoriseAccount, BuildPrebuild, ChangeWebhook, CheckOut,
    ChooseAccount, ChooseSshKey, CloneRepository, CommitChanges, ConnectAccount, CreateHostRepository, CreateRepository,
    CreateWebhook, DeleteWebhook, DiscardChanges, DisconnectAccount, ExamineConnection, ExportHost, FetchLfs, FetchRemote,
    FetchRemotes, FinishCreation, Follow, ForgetRepository, ForkRepository, GenerateSshKey, OpenHostFile, PushBranch, RedoStep,
    RegisterApplication, RemoveHost, RemoveProfile, RemoveRegistration, SetForkSync, SetIdentityRule, SetPrebuildPlan,
    StageChanges, StopFollowing, SwitchProfile, TestAccount, TestWebhook, TrustCertificate, TrustRepository, UndoStep,
    UnstageChanges, UploadSshKey, UseIdentity,
};
use crate::records::hosts::name_of;
use crate::{commits, records, repositories, views};

impl Deed {
    fn new(kind: Kind) -> Self {
        Self { kind, about: None, more: 0, step: None, place: None, folder: None, command: None }
    }

    fn about(self, about: impl Into<String>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    fn at(self, place: Option<String>) -> Self {
        Self { place, ..self }
    }

    fn by(self, command: impl Into<String>) -> Self {
        Self { command: Some(command.into()), ..self }
    }

    fn within(self, core: &Core, id: RepositoryId) -> Self {
        let path = core.records.repositories.read(|repositories| repositories.find(id).map(|known| known.path.clone()));
        let Ok(path) = path else { return self };
        let place = Some(records::repositories::name_of(&path));
        Self { place, folder: Some(path.to_string_lossy().into_owned()), ..self }
    }

    fn on(self, core: &Core, id: HostId) -> Self {
        self.at(core.records.hosts.read(|hosts| hosts.host(id).map(records::hosts::HostRecord::name)).ok())
    }

    /// The account, and the host it is on.
    fn of(self, core: &Core, id: AccountId) -> Self {
        let known = core
            .records
            .profiles
            .read(|profiles| profiles.account(id).map(|(_, account)| (account.user.display_name.clone(), account.host)));
        match known {
            Ok((name, host)) => self.about(name).on(core, host),
            Err(_) => self,
        }
    }

    /// A repository on a host.
    fn there(self, path: &RepositoryPath) -> Self {
        self.at(Some(format!("{}/{}", path.project, path.slug)))
    }

    fn choosing(self, choice: &ChangeChoice) -> Self {
        let shown = |path| String::from_utf8_lossy(&views::changes::bytes(path)).into_owned();
        match choice {
            ChangeChoice::All => self,
            ChangeChoice::Lines { path, .. } => self.about(shown(path)),
            ChangeChoice::Paths { paths } => {
                let more = u32::try_from(paths.len().saturating_sub(1)).unwrap_or(u32::MAX);
                Self { about: paths.first().map(shown), more, ..self }
            }
        }
    }
}

pub(crate) async fn clone_repository(core: &Core, arguments: &CloneRepository) -> Option<Deed> {
    let deed = Deed::new(Kind::Clone).about(arguments.name.trim());
    let target = repositories::target(core, &arguments.folder, &arguments.name).ok();
    let target = target.map(|target| target.to_string_lossy().into_owned());
    let deed = Deed { folder: target.clone(), ..deed };
    Some(match &arguments.source {
        CloneSource::Hosted { account, .. } => Deed { about: deed.about.clone(), ..deed.of(core, *account) },
        CloneSource::Url { url } => {
            let host = Url::parse(url.trim()).ok().filter(Url::has_host).map(|url| name_of(&url));
            let target = target.unwrap_or_else(|| arguments.name.clone());
            let branch = arguments.branch.as_deref().map(str::trim).filter(|branch| !branch.is_empty());
            deed.at(host).by(shell::clone(url.trim(), &target, branch, arguments.depth, arguments.submodules))
        }
    })
}

pub(crate) async fn create_repository(core: &Core, arguments: &CreateRepository) -> Option<Deed> {
    let target = repositories::target(core, &arguments.folder, &arguments.name).ok()?;
    let folder = target.to_string_lossy().into_owned();
    let command = shell::init(&folder);
    let deed = Deed::new(Kind::CreateRepository).at(Some(arguments.name.trim().into())).by(command);
    Some(Deed { folder: Some(folder), ..deed })
}

pub(crate) async fn create_host_repository(core: &Core, arguments: &CreateHostRepository) -> Option<Deed> {
    let folder = arguments.clone.as_ref().and_then(|target| repositories::target(core, &target.folder, &target.name).ok());
    let deed = Deed::new(Kind::CreateHostRepository).of(core, arguments.account).about(arguments.draft.name.trim());
    Some(Deed { folder: folder.map(|folder| folder.to_string_lossy().into_owned()), ..deed })
}

pub(crate) async fn finish_creation(core: &Core, arguments: &FinishCreation) -> Option<Deed> {
    Some(Deed::new(Kind::FinishCreation).within(core, arguments.id))
}

pub(crate) async fn fork_repository(core: &Core, arguments: &ForkRepository) -> Option<Deed> {
    Some(Deed::new(Kind::Fork).of(core, arguments.account).about(named(&arguments.repository)))
}

pub(crate) async fn set_fork_sync(core: &Core, arguments: &SetForkSync) -> Option<Deed> {
    let kind = if arguments.enabled { Kind::FollowOrigin } else { Kind::LeaveOrigin };
    Some(Deed::new(kind).of(core, arguments.account).about(named(&arguments.repository)))
}

fn named(path: &RepositoryPath) -> String {
    format!("{}/{}", path.project, path.slug)
}

pub(crate) async fn add_remote(core: &Core, arguments: &AddRemote) -> Option<Deed> {
    let deed = Deed::new(Kind::AddRemote).within(core, arguments.id).about(arguments.name.trim());
    Some(match &arguments.source {
        CloneSource::Url { url } => deed.by(shell::add_remote(arguments.name.trim(), url.trim(), arguments.push_url.as_deref())),
        // Which address that is the host says.
        CloneSource::Hosted { .. } => deed,
    })
}

pub(crate) async fn choose_account(core: &Core, arguments: &ChooseAccount) -> Option<Deed> {
    let deed = Deed::new(Kind::ChooseAccount).of(core, arguments.account);
    let about = deed.about.clone().zip(deed.place.clone()).map(|(user, host)| format!("{user}, {host}"));
    Some(Deed { about, ..deed.within(core, arguments.id) })
}

pub(crate) async fn fetch_remote(core: &Core, arguments: &FetchRemote) -> Option<Deed> {
    let deed = Deed::new(Kind::Fetch).within(core, arguments.id).about(&arguments.remote);
    Some(deed.by(shell::fetch(&arguments.remote)))
}

pub(crate) async fn create_webhook(_: &Core, arguments: &CreateWebhook) -> Option<Deed> {
    Some(Deed::new(Kind::CreateWebhook).about(arguments.draft.name.trim()).there(&arguments.repository))
}

pub(crate) async fn change_webhook(_: &Core, arguments: &ChangeWebhook) -> Option<Deed> {
    Some(Deed::new(Kind::ChangeWebhook).about(arguments.draft.name.trim()).there(&arguments.repository))
}

pub(crate) async fn test_webhook(_: &Core, arguments: &TestWebhook) -> Option<Deed> {
    Some(Deed::new(Kind::TestWebhook).about(&arguments.name).there(&arguments.repository))
}

pub(crate) async fn delete_webhook(_: &Core, arguments: &DeleteWebhook) -> Option<Deed> {
    Some(Deed::new(Kind::DeleteWebhook).about(&arguments.name).there(&arguments.repository))
}

pub(crate) async fn forget_repository(core: &Core, arguments: &ForgetRepository) -> Option<Deed> {
    Some(Deed::new(Kind::ForgetRepository).within(core, arguments.id))
}

pub(crate) async fn trust_repository(core: &Core, arguments: &TrustRepository) -> Option<Deed> {
    let kind = if arguments.trusted { Kind::TrustRepository } else { Kind::DistrustRepository };
    Some(Deed::new(kind).within(core, arguments.id))
}

pub(crate) async fn stage_changes(core: &Core, arguments: &StageChanges) -> Option<Deed> {
    let deed = Deed::new(Kind::Stage).within(core, arguments.id).choosing(&arguments.choice);
    Some(deed.by(shell::stage(&arguments.choice)))
}

pub(crate) async fn unstage_changes(core: &Core, arguments: &UnstageChanges) -> Option<Deed> {
    let deed = Deed::new(Kind::Unstage).within(core, arguments.id).choosing(&arguments.choice);
    Some(deed.by(shell::unstage(&arguments.choice)))
}

pub(crate) async fn discard_changes(core: &Core, arguments: &DiscardChanges) -> Option<Deed> {
    let deed = Deed::new(Kind::Discard).within(core, arguments.id).choosing(&arguments.choice);
    let (id, choice) = (arguments.id, arguments.choice.clone());
    // What can't be told does not stop what is to be done; its own fault says why.
    let command = core.blocking(move |core| {
        let repository = core.opened(id)?;
        Ok(shell::discard(&choice, |path| repository.is_tracked(path).is_ok_and(|known| !known)))
    });
    Some(Deed { command: command.await.ok(), ..deed })
}

pub(crate) async fn commit_changes(core: &Core, arguments: &CommitChanges) -> Option<Deed> {
    let draft = &arguments.draft;
    let kind = if draft.amend { Kind::Amend } else { Kind::Commit };
    let summary = draft.message.trim().lines().next().unwrap_or_default();
    Some(Deed::new(kind).within(core, arguments.id).about(summary).by(shell::commit(draft)))
}

pub(crate) async fn fetch_lfs(core: &Core, arguments: &FetchLfs) -> Option<Deed> {
    Some(Deed::new(Kind::FetchLfs).within(core, arguments.id).by(shell::fetch_lfs()))
}

pub(crate) async fn fetch_remotes(core: &Core, arguments: &FetchRemotes) -> Option<Deed> {
    Some(Deed::new(Kind::FetchRemotes).within(core, arguments.id).by(shell::fetch_all()))
}

pub(crate) async fn push_branch(core: &Core, arguments: &PushBranch) -> Option<Deed> {
    let (id, skip_hooks) = (arguments.id, arguments.skip_hooks);
    let deed = Deed::new(Kind::PushBranch).within(core, id);
    let target = core.blocking(move |core| Ok(core.opened(id)?.push_target()?)).await;
    Some(match target {
        Ok(target) => deed.about(&target.branch).by(shell::push(&target.remote, &target.branch, skip_hooks)),
        Err(_) => deed,
    })
}

pub(crate) async fn check_out(core: &Core, arguments: &CheckOut) -> Option<Deed> {
    let deed = Deed::new(Kind::CheckOut).within(core, arguments.id).about(aimed_at(&arguments.target));
    Some(Deed { command: shell::switch(&arguments.target), ..deed })
}

pub(crate) async fn add_worktree(core: &Core, arguments: &AddWorktree) -> Option<Deed> {
    Some(Deed::new(Kind::AddWorktree).within(core, arguments.id).about(aimed_at(&arguments.target)))
}

pub(crate) async fn follow(core: &Core, arguments: &Follow) -> Option<Deed> {
    Some(Deed::new(Kind::Follow).within(core, arguments.id).about(followed(&arguments.followed)))
}

pub(crate) async fn stop_following(core: &Core, arguments: &StopFollowing) -> Option<Deed> {
    Some(Deed::new(Kind::StopFollowing).within(core, arguments.id).about(followed(&arguments.followed)))
}

/// The command may hold what is nobody's business.
pub(crate) async fn set_prebuild_plan(core: &Core, arguments: &SetPrebuildPlan) -> Option<Deed> {
    Some(Deed::new(Kind::SetPrebuildPlan).within(core, arguments.id))
}

pub(crate) async fn build_prebuild(core: &Core, arguments: &BuildPrebuild) -> Option<Deed> {
    Some(Deed::new(Kind::BuildPrebuild).within(core, arguments.id).about(followed(&arguments.followed)))
}

fn followed(what: &Followed) -> String {
    match what {
        Followed::Branch { remote, name } => format!("{remote}/{name}"),
        Followed::PullRequest { repository, number, .. } => format!("{}#{number}", named(repository)),
    }
}

fn aimed_at(target: &CheckoutTarget) -> String {
    match target {
        CheckoutTarget::Branch { name } => name.clone(),
        CheckoutTarget::RemoteBranch { remote, name } => format!("{remote}/{name}"),
        CheckoutTarget::Commit { id } => id.chars().take(9).collect(),
        CheckoutTarget::PullRequest { repository, number, .. } => format!("{}#{number}", named(repository)),
    }
}

pub(crate) async fn use_identity(core: &Core, arguments: &UseIdentity) -> Option<Deed> {
    let command = shell::identity(&arguments.author, arguments.signing_key.as_deref());
    Some(Deed::new(Kind::UseIdentity).within(core, arguments.id).about(&arguments.author.email).by(command))
}

pub(crate) async fn set_identity_rule(core: &Core, arguments: &SetIdentityRule) -> Option<Deed> {
    let deed = Deed::new(Kind::SetIdentityRule).on(core, arguments.host);
    Some(match &arguments.rule {
        Some(rule) => deed.about(&rule.author.email),
        None => deed,
    })
}

pub(crate) async fn undo_step(core: &Core, arguments: &UndoStep) -> Option<Deed> {
    Some(going(core, Kind::Undo, arguments.id, arguments.number).await)
}

pub(crate) async fn redo_step(core: &Core, arguments: &RedoStep) -> Option<Deed> {
    Some(going(core, Kind::Redo, arguments.id, arguments.number).await)
}

/// Through the steps up to one of them.
async fn going(core: &Core, kind: Kind, id: RepositoryId, number: u32) -> Deed {
    let author = commits::author(core);
    let look = core.blocking(move |core| {
        let repository = core.opened(id)?;
        let steps = repository.undo_steps()?;
        let (steps, outlook) = if kind == Kind::Undo {
            (steps.done, repository.undo_outlook(number, &author)?)
        } else {
            (steps.undone, repository.redo_outlook(number, &author)?)
        };
        let count = steps.iter().position(|step| step.number == number).unwrap_or_default();
        let first = steps.into_iter().next().map(|step| views::changes::step(step).deed);
        Ok((first, u32::try_from(count).unwrap_or(u32::MAX), shell::undoing(&outlook)))
    });
    let deed = Deed::new(kind).within(core, id);
    match look.await {
        Ok((step, more, command)) => Deed { more, step, command, ..deed },
        Err(_) => deed,
    }
}

pub(crate) async fn add_host(_: &Core, arguments: &AddHost) -> Option<Deed> {
    Some(Deed::new(Kind::AddHost).at(Some(host_in(&arguments.base_url))))
}

pub(crate) async fn remove_host(core: &Core, arguments: &RemoveHost) -> Option<Deed> {
    Some(Deed::new(Kind::RemoveHost).on(core, arguments.id))
}

pub(crate) async fn trust_certificate(_: &Core, arguments: &TrustCertificate) -> Option<Deed> {
    let deed = Deed::new(Kind::TrustCertificate).at(Some(host_in(&arguments.url)));
    Some(match &arguments.choice {
        TrustChoice::Pin { sha256 } | TrustChoice::Authority { sha256 } => deed.about(sha256.clone()),
        TrustChoice::File { path } => deed.about(path.clone()),
        TrustChoice::System => deed,
    })
}

pub(crate) async fn answer_question(core: &Core, arguments: &AnswerQuestion) -> Option<Deed> {
    let question = core.questions.list().into_iter().find(|question| question.id == arguments.id)?;
    let yes = matches!(arguments.answer, Answer::Accept);
    Some(match question.ask {
        Ask::HostKey { host, fingerprint, .. } => {
            let kind = if yes { Kind::TrustHostKey } else { Kind::RefuseHostKey };
            Deed::new(kind).about(fingerprint).at(Some(host))
        }
        Ask::Certificate { certificate } => {
            let kind = if yes { Kind::TrustCertificate } else { Kind::RefuseCertificate };
            Deed::new(kind).about(certificate.sha256).at(Some(certificate.host))
        }
        // What is typed there is nobody's business.
        Ask::Passphrase { .. } | Ask::Other { .. } | Ask::SignIn { .. } => return None,
    })
}

pub(crate) async fn connect_account(core: &Core, arguments: &ConnectAccount) -> Option<Deed> {
    Some(Deed::new(Kind::ConnectAccount).on(core, arguments.host))
}

pub(crate) async fn register_application(core: &Core, arguments: &RegisterApplication) -> Option<Deed> {
    Some(Deed::new(Kind::RegisterApplication).on(core, arguments.host))
}

pub(crate) async fn remove_registration(core: &Core, arguments: &RemoveRegistration) -> Option<Deed> {
    Some(Deed::new(Kind::RemoveRegistration).on(core, arguments.host))
}

pub(crate) async fn authorise_account(core: &Core, arguments: &AuthoriseAccount) -> Option<Deed> {
    Some(Deed::new(Kind::AuthoriseAccount).on(core, arguments.host))
}

pub(crate) async fn export_host(core: &Core, arguments: &ExportHost) -> Option<Deed> {
    Some(Deed::new(Kind::ExportHost).on(core, arguments.host).about(arguments.folder.clone()))
}

pub(crate) async fn open_host_file(_: &Core, arguments: &OpenHostFile) -> Option<Deed> {
    Some(Deed::new(Kind::OpenHostFile).about(arguments.path.clone()))
}

pub(crate) async fn examine_connection(core: &Core, arguments: &ExamineConnection) -> Option<Deed> {
    let deed = Deed::new(Kind::ExamineConnection);
    Some(match &arguments.patient {
        Patient::Host { id } => deed.on(core, *id),
        Patient::Address { url } => deed.at(Some(url.clone())),
    })
}

pub(crate) async fn test_account(core: &Core, arguments: &TestAccount) -> Option<Deed> {
    Some(Deed::new(Kind::TestAccount).of(core, arguments.id))
}

pub(crate) async fn disconnect_account(core: &Core, arguments: &DisconnectAccount) -> Option<Deed> {
    Some(Deed::new(Kind::DisconnectAccount).of(core, arguments.id))
}

pub(crate) async fn generate_ssh_key(core: &Core, arguments: &GenerateSshKey) -> Option<Deed> {
    let deed = Deed::new(Kind::GenerateSshKey);
    Some(match arguments.host {
        Some(host) => deed.on(core, host),
        None => deed,
    })
}

pub(crate) async fn choose_ssh_key(core: &Core, arguments: &ChooseSshKey) -> Option<Deed> {
    let deed = match &arguments.scope {
        SshScope::Host { host } => Deed::new(Kind::ChooseSshKey).on(core, *host),
        SshScope::Profile => Deed::new(Kind::ChooseSshKey).at(profile(core, None)),
    };
    Some(match &arguments.choice {
        Some(SshChoice::Key { path }) => deed.about(path.clone()),
        Some(SshChoice::Agent) | None => deed,
    })
}

pub(crate) async fn upload_ssh_key(core: &Core, arguments: &UploadSshKey) -> Option<Deed> {
    Some(Deed::new(Kind::UploadSshKey).of(core, arguments.account).about(arguments.path.clone()))
}

pub(crate) async fn add_profile(_: &Core, arguments: &AddProfile) -> Option<Deed> {
    Some(Deed::new(Kind::AddProfile).about(arguments.name.trim()))
}

pub(crate) async fn remove_profile(core: &Core, arguments: &RemoveProfile) -> Option<Deed> {
    let about = profile(core, Some(arguments.id));
    Some(Deed { about, ..Deed::new(Kind::RemoveProfile) })
}

pub(crate) async fn switch_profile(core: &Core, arguments: &SwitchProfile) -> Option<Deed> {
    let about = profile(core, Some(arguments.id));
    Some(Deed { about, ..Deed::new(Kind::SwitchProfile) })
}

/// The name of a profile, or of the one in use.
fn profile(core: &Core, id: Option<ProfileId>) -> Option<String> {
    core.records.profiles.read(|profiles| match id {
        Some(id) => profiles.profile(id).ok().map(|profile| profile.profile.name.clone()),
        None => Some(profiles.in_use().profile.name.clone()),
    })
}

/// The host in what was typed, or the text itself.
fn host_in(text: &str) -> String {
    Url::parse(text.trim()).ok().filter(Url::has_host).map_or_else(|| text.trim().to_owned(), |url| name_of(&url))
}
