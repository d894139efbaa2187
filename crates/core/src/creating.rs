//! Creating a repository on a host: begun here with its first files, made there, its first commit pushed by us.
//!
//! What can fail without a trace comes first. Once the host has the repository nothing is taken back: what then goes wrong is told
//! beside what was made, and can be continued.

use std::path::PathBuf;

use tokio::runtime::Handle;

use crate::activity::first_push_command;
use crate::api::application::Protocol;
use crate::api::ids::{AccountId, JobId, ProfileId};
use crate::api::jobs::Task;
use crate::api::repositories::RepositoryDraft;
use crate::api::{CreateHostRepository, Event, FinishCreation};
use crate::fault::Fault;
use crate::jobs::{Made, Work};
use crate::records::repositories::name_of;
use crate::sessions::Manner;
use crate::transfer::Transfer;
use crate::{Core, clone, identities, programs, remotes, repositories, templates, views};

/// Where repositories begin that do not stay on this computer: in Bough's own folder.
const PASSING: &str = "beginnings";
/// Longest description that servers take.
const LONGEST: usize = 255;

/// A creation as it was asked for.
struct Plan {
    profile: ProfileId,
    account: AccountId,
    draft: forge::RepositoryDraft,
    files: Vec<(String, String)>,
    author: (String, String),
    signing_key: Option<String>,
    protocol: Protocol,
    target: PathBuf,
    /// False where nothing of it stays here.
    stays: bool,
}

pub(crate) async fn create_host_repository(core: &Core, arguments: CreateHostRepository) -> Result<JobId, Fault> {
    let CreateHostRepository { account, draft, protocol, clone } = arguments;
    let profile = core.records.profiles.read(|profiles| profiles.account(account).map(|(profile, _)| profile.profile.id))?;
    let who = identities::of_account(core, account)?;
    let files = first_files(&draft, &who.author.name)?;
    let (stays, target) = match &clone {
        Some(clone) => (true, repositories::target(core, &clone.folder, &clone.name).map_err(of_the_folder)?),
        None => (false, core.options.data_folder.join(PASSING).join(uuid::Uuid::new_v4().to_string())),
    };
    let looked_at = target.clone();
    if core.blocking(move |_| Ok(repositories::is_taken(&looked_at))).await? {
        return Err(Fault::Taken { what: target.to_string_lossy().into_owned() });
    }
    let (author, signing_key) = ((who.author.name, who.author.email), who.signing_key);
    let draft = checked(draft)?;
    let subject = draft.name.clone();
    let plan = Plan { profile, account, draft, files, author, signing_key, protocol, target, stays };
    let (on_thread, runtime, place) = (core.clone(), Handle::current(), plan.target.clone());
    core.jobs.start(Task::Create, subject, &place, move |work| plan.carry_out(&on_thread, work, &runtime))
}

pub(crate) async fn finish_creation(core: &Core, arguments: FinishCreation) -> Result<JobId, Fault> {
    let id = arguments.id;
    let (repository, branch) = core
        .blocking(move |core| {
            let repository = core.opened(id)?;
            let git::Head::Branch { name, .. } = repository.head()? else {
                return Err(Fault::Refused { detail: "There is no commit on a branch to push.".into() });
            };
            if repository.refs()?.remotes.iter().any(|remote| remote.name == "origin" && !remote.branches.is_empty()) {
                return Err(Fault::Refused { detail: "The first commit is on the server already.".into() });
            }
            Ok((repository, name))
        })
        .await?;
    let place: PathBuf = repository.path().components().collect();
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let (on_thread, runtime) = (core.clone(), Handle::current());
    core.jobs.start(Task::FinishCreation, name_of(&place), &place, move |work| {
        let transfer = Transfer { core: &on_thread, work, runtime: &runtime, profile, picked: remotes::chosen(&on_thread, id) };
        let outcome = transfer.run(|context| repository.push_branch("origin", &branch, None, context));
        on_thread.announce(Event::RepositoryChanged { id });
        outcome.map(|_| Made { repository: Some(id), ..Made::default() })
    })
}

impl Plan {
    fn carry_out(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<Made, Fault> {
        let folder = self.target.parent().unwrap_or(&self.target).to_owned();
        let (mut made, local) = clone::guarded(core, &folder, || self.make(core, work, runtime))?;
        if !self.stays {
            // Not empty while another one passes through it.
            let _ = std::fs::remove_dir(&folder);
        }
        if local {
            let id = repositories::open(core, &self.target)?.id;
            remotes::choose(core, id, self.account)?;
            made.repository = Some(id);
        }
        Ok(made)
    }

    /// All of it, in the hidden folder; true where the repository is at its target in the end.
    fn make(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<(Made, bool), Fault> {
        let beginning =
            git::Beginning { target: self.target.clone(), branch: self.draft.default_branch.clone(), files: self.files.clone() };
        let begun = git::begin(&beginning).map_err(of_the_branch)?;
        self.commit(core, work, &begun)?;
        let forge::MadeRepository { repository, left } = self.on_the_host(core, work, runtime)?;
        // From here on the host has it: whatever happens, that is said.
        for sentence in &left {
            work.hear(sentence);
        }
        let page = Some(repository.url.to_string());
        let pushed = match self.settle(&repository, &begun, work) {
            Err(fault) => (Err(fault), false),
            Ok(()) if !self.stays => (self.push(core, work, runtime, &begun.open()?), false),
            // First where it belongs: a push that is cut off must not cost the commit.
            Ok(()) => match begun.finish() {
                Err(error) => (Err(error.into()), false),
                Ok(()) => (self.push(core, work, runtime, &git::Repository::open(&self.target)?), true),
            },
        };
        Ok((Made { push: pushed.0.err(), page, ..Made::default() }, pushed.1))
    }

    fn push(&self, core: &Core, work: &Work, runtime: &Handle, repository: &git::Repository) -> Result<(), Fault> {
        // Without files there is no commit, and nothing to be pushed.
        if self.files.is_empty() {
            return Ok(());
        }
        let transfer = Transfer { core, work, runtime, profile: self.profile, picked: vec![self.account] };
        transfer.run(|context| repository.push_branch("origin", &self.draft.default_branch, None, context)).map(drop)
    }

    /// The first commit, signed where the person's configuration wants that.
    fn commit(&self, core: &Core, work: &Work, begun: &git::Begun) -> Result<(), Fault> {
        let repository = begun.open()?;
        if self.signing_key.is_some() {
            repository.set_identity(&self.author, self.signing_key.as_deref())?;
        }
        if self.files.is_empty() {
            return Ok(());
        }
        let draft =
            git::CommitDraft { message: "Initial commit".into(), author: self.author.clone(), ..git::CommitDraft::default() };
        let signing = repository.signs_commits()?.then(|| programs::for_signing(core, false, work.id(), work.cancel()));
        repository.commit_changes(&draft, None, signing.as_ref().map(|signing| &signing.programs))?;
        Ok(())
    }

    fn on_the_host(&self, core: &Core, work: &Work, runtime: &Handle) -> Result<forge::MadeRepository, Fault> {
        if work.cancelled() {
            return Err(Fault::Cancelled);
        }
        // Once it is asked for it is waited for: a creation that nobody heard of would be worse than a late end.
        runtime.block_on(async {
            let session = core.session(self.account, Manner::Asked).await?;
            session.settle(session.forge.create_repository(&self.draft).await).await
        })
    }

    fn settle(&self, repository: &forge::Repository, begun: &git::Begun, work: &Work) -> Result<(), Fault> {
        let protocol = views::repositories::protocol_of(self.protocol);
        let urls = &repository.clone_urls;
        let url = urls.iter().find(|url| url.protocol == protocol).or(urls.first());
        let url = &url.ok_or_else(|| Fault::Refused { detail: "The server offers no address to push to.".into() })?.url;
        work.name_command(first_push_command(url, &self.draft.default_branch));
        Ok(begun.settle(url)?)
    }
}

/// The files of the first commit.
fn first_files(draft: &RepositoryDraft, holder: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut files = Vec::new();
    if let Some(name) = &draft.ignore {
        let text = templates::ignore_text(name).ok_or_else(|| invalid("ignore", "There is no such .gitignore template."))?;
        files.push((".gitignore".to_owned(), text.to_owned()));
    }
    if let Some(id) = &draft.licence {
        let year = jiff::Zoned::now().year();
        let text = templates::licence_text(id, year, holder).ok_or_else(|| invalid("licence", "There is no such licence."))?;
        files.push(("LICENSE".to_owned(), text));
    }
    Ok(files)
}

fn checked(draft: RepositoryDraft) -> Result<forge::RepositoryDraft, Fault> {
    let text = |text: &str| text.trim().to_owned();
    let (name, description, default_branch) = (text(&draft.name), text(&draft.description), text(&draft.default_branch));
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(invalid("name", "Give the repository a name."));
    }
    if description.chars().count() > LONGEST {
        return Err(invalid("description", "A description has at most 255 letters."));
    }
    if default_branch.is_empty() {
        return Err(invalid("defaultBranch", "Name the branch that it begins with."));
    }
    Ok(forge::RepositoryDraft { project: draft.project, name, description, public: draft.public, default_branch })
}

/// The form has a name of its own for the folder.
fn of_the_folder(fault: Fault) -> Fault {
    match fault {
        Fault::Invalid { field, why } if field == "name" => Fault::Invalid { field: "folderName".into(), why },
        other => other,
    }
}

fn of_the_branch(error: git::Error) -> Fault {
    match Fault::from(error) {
        Fault::Invalid { field, why } if field == "branch" => Fault::Invalid { field: "defaultBranch".into(), why },
        other => other,
    }
}

fn invalid(field: &str, why: &str) -> Fault {
    Fault::Invalid { field: field.into(), why: why.into() }
}
