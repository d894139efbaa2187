//! THE CONTRACT: every command with its arguments and its answer, and every event, on one page.
//!
//! From it come the dispatcher [`Core::call`], the TypeScript in `ui/src/host/api.gen.ts` and `bough call`. The nouns are
//! described in the files beside this one's folder. To add a command: a line here, a function of the same name in the file
//! of its noun, `cargo xtask contract`. What the person does `logs`: with a function of the command's name in
//! `activity/deeds.rs`; `logs_job` where it ends with the job that it starts.

pub mod activity;
pub mod application;
pub mod changes;
pub mod checkouts;
pub mod doctor;
pub mod findings;
pub mod history;
pub mod hosts;
pub mod ids;
pub mod jobs;
pub mod keys;
pub mod openings;
pub mod prebuilds;
pub mod profiles;
pub mod pull_requests;
pub mod repositories;
mod secret;
pub mod seen;
pub mod webhooks;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::activity::Activities;
use crate::contract::contract;
use crate::fault::Fault;
use crate::oauth::{self as browser_sign_in, host_file, sign_in};
use crate::{
    Core, accounts, activity as activity_log, anything, application as app, changes as edits, commits, differences,
    doctor as examiner, history as log, host_pages, hosts as servers, identities, jobs as work, keys as ssh_keys, lfs as large,
    messages, undo,
};
use crate::{
    checkout, clone, creating, open_requests as wishes, prebuilds as built, profiles as persons, pull_requests as reviews,
    questions, remotes, repositories as places, sync, templates, webhooks as hooked,
};
use application::{Answer, Application, Author, KeychainState, Protocol, Question, Settings};
use changes::{Between, ChangeChoice, Changes, CommitDraft, CommitOutlook, DiffEnd, FileDiff, Picture, UndoOutlook, UndoState};
use checkouts::CheckoutTarget;
use doctor::{Examination, Patient};
use history::{Commit, Refs, Rows, SignatureCheck};
use hosts::{Account, Disconnection, Host, HostProbe, IdentityRule, RedirectChoice, TrustChoice};
use ids::{AccountId, FilePath, HostId, JobId, ProfileId, QuestionId, RepositoryId};
use jobs::Job;
use keys::{KeyUpload, SshChoice, SshKey, SshScope};
use openings::{Finding, OpenRequest, PageOf};
use prebuilds::{Followed, PrebuildLog, PrebuildPlan, Prebuilds, WorkThere, WorktreeLoss};
use profiles::{Profile, Profiles, Tabs};
use pull_requests::{PullRequest, PullRequestFilter};
use repositories::{
    CloneSource, CloneTarget, ForkSync, HostBranch, HostRepository, Kin, KnownRepository, Page, Project, PushOutlook,
    RemoteAccount, Repository, RepositoryDraft, RepositoryPath, RepositoryScope, Templates,
};
pub use secret::Secret;
use webhooks::{Deliveries, Delivery, Webhook, WebhookDraft, WebhookSecret, Webhooks};

contract! {
    // ── The application ─────────────────────────────────────────────────────────────────────────────────────────────
    /// What the window needs to know before it paints.
    get_application(GetApplication {}) -> Application = app::get_application;
    /// Whether secrets can be kept, and if not why. Asks the keychain, which may take its time.
    get_keychain(GetKeychain {}) -> KeychainState = app::get_keychain;
    /// Ends the first start: names the first profile.
    finish_welcome(FinishWelcome { author: Author }) -> Profiles = persons::finish_welcome;
    /// How Bough looks and where it puts things.
    get_settings(GetSettings {}) -> Settings = app::get_settings;
    /// Replaces the settings; applies at once.
    change_settings(ChangeSettings { settings: Settings }) -> Settings = app::change_settings;
    /// Opens a page in the browser: `https`, `http` and `mailto` without user names only.
    open_link(OpenLink { url: String }) -> () = app::open_link;
    /// Puts a text on the clipboard. Never a secret.
    copy_text(CopyText { text: String }) -> () = app::copy_text;
    /// Lets the person choose a folder; none where they closed the dialog.
    pick_folder(PickFolder { title: String, start: Option<String> }) -> Option<String> = app::pick_folder;
    /// Lets the person choose a file; none where they closed the dialog.
    pick_file(PickFile { title: String, start: Option<String> }) -> Option<String> = app::pick_file;
    /// What was asked for from outside: on the command line, by a link, or by a second start. Each is answered once.
    take_open_requests(TakeOpenRequests {}) -> Vec<OpenRequest> = wishes::take_open_requests;

    // ── Profiles ────────────────────────────────────────────────────────────────────────────────────────────────────
    /// All profiles and which is in use.
    list_profiles(ListProfiles {}) -> Profiles = persons::list_profiles;
    /// Makes a profile. It isn't switched to.
    add_profile(AddProfile { name: String, author: Author, color: u8 }) -> Profile = persons::add_profile, logs;
    /// Renames a profile, changes its author or colour.
    change_profile(ChangeProfile { id: ProfileId, name: String, author: Author, color: u8 }) -> Profile = persons::change_profile;
    /// Removes a profile with its accounts and their secrets. The last one stays.
    remove_profile(RemoveProfile { id: ProfileId }) -> Profiles = persons::remove_profile, logs;
    /// Uses another profile: accounts, keys and tabs switch with it.
    switch_profile(SwitchProfile { id: ProfileId }) -> Profiles = persons::switch_profile, logs;
    /// The open tabs of the active profile.
    get_tabs(GetTabs {}) -> Tabs = persons::get_tabs;
    /// Remembers the open tabs of the active profile.
    save_tabs(SaveTabs { tabs: Tabs }) -> () = persons::save_tabs;

    // ── Hosts and accounts ──────────────────────────────────────────────────────────────────────────────────────────
    /// Finds what lives behind a host name or any page or clone URL of it. Sends no secret.
    probe_host(ProbeHost { url: String }) -> HostProbe = servers::probe_host;
    /// Adds a probed host to the active profile. `plain_http` must be true for a host without encryption.
    add_host(AddHost { base_url: String, plain_http: bool }) -> Host = servers::add_host, logs;
    /// The hosts of the active profile, each with its accounts.
    list_hosts(ListHosts {}) -> Vec<Host> = servers::list_hosts;
    /// Removes a host from the active profile, with its accounts and their secrets.
    remove_host(RemoveHost { id: HostId }) -> () = servers::remove_host, logs;
    /// Says who is to commit in the repositories of a host, in the active profile; none: whoever its account is.
    set_identity_rule(SetIdentityRule { host: HostId, rule: Option<IdentityRule> }) -> () = identities::set_identity_rule, logs;
    /// Changes how the certificate of the server behind a URL is trusted, for this host only.
    trust_certificate(TrustCertificate { url: String, choice: TrustChoice }) -> () = servers::trust_certificate, logs;
    /// Signs in with a token, tried once. The token goes to the keychain.
    connect_account(ConnectAccount { host: HostId, token: Secret, token_expires: Option<String> }) -> Account = accounts::connect_account, logs;
    /// Registers Bough on a host with what its administrator was given there; asks the server whether it knows us so. Without
    /// a secret the one that is kept stays.
    register_application(RegisterApplication {
        host: HostId, client_id: String, client_secret: Option<Secret>, redirect: RedirectChoice, scopes: Vec<String>,
    }) -> Host = browser_sign_in::register_application, logs;
    /// Forgets a registration and its secret. Accounts that came through it stay until their access ends.
    remove_registration(RemoveRegistration { host: HostId }) -> Host = browser_sign_in::remove_registration, logs;
    /// Starts a sign-in through the browser on a host where Bough is registered; its question takes what the person pastes.
    authorise_account(AuthoriseAccount { host: HostId }) -> JobId = sign_in::authorise_account, logs_job;
    /// Opens the page of the sign-in that waits once more.
    show_sign_in(ShowSignIn { host: HostId }) -> () = sign_in::show_sign_in;
    /// Writes a file into `folder` with which others connect to a host; its path. The client secret only where `secret` says so.
    export_host(ExportHost { host: HostId, folder: String, secret: bool }) -> String = host_file::export_host, logs;
    /// Adds the host of such a file to the active profile, with its registration.
    open_host_file(OpenHostFile { path: String }) -> Host = host_file::open_host_file, logs;
    /// Tries again what an account's token allows.
    test_account(TestAccount { id: AccountId }) -> Account = accounts::test_account, logs;
    /// Forgets an account and its secret; what was allowed through the browser is taken back.
    disconnect_account(DisconnectAccount { id: AccountId }) -> Disconnection = accounts::disconnect_account, logs;

    /// Starts to examine the way to a host, step by step, with its first account. Its token is tried once; nothing is changed.
    /// Git and LFS are asked for `repository`, or for the first that the account may read.
    examine_connection(ExamineConnection { patient: Patient, repository: Option<RepositoryPath> }) -> JobId
        = examiner::examine_connection, logs_job;
    /// What an examination has found so far.
    get_examination(GetExamination { job: JobId }) -> Examination = examiner::get_examination;
    /// The same as plain text for an administrator, without secrets and without the name of the home folder.
    get_examination_report(GetExaminationReport { job: JobId }) -> String = examiner::get_examination_report;

    // ── Repositories on hosts ───────────────────────────────────────────────────────────────────────────────────────
    // Where a host can't be reached, what it said last comes in its stead, with its age (`seen`). With `at_once` the host is not
    // asked at all, and `NotFound` says that nothing was seen yet.
    /// Projects an account may see.
    list_projects(ListProjects {
        account: AccountId, cursor: Option<String>, at_once: Option<bool>,
    }) -> Page<Project> = places::list_projects;
    /// Repositories an account may see. `limit` is a wish; the server may send fewer.
    list_host_repositories(ListHostRepositories {
        account: AccountId, scope: RepositoryScope, search: Option<String>, cursor: Option<String>, limit: Option<u32>,
        at_once: Option<bool>,
    }) -> Page<HostRepository> = places::list_host_repositories;
    /// One repository on a host.
    get_host_repository(GetHostRepository { account: AccountId, repository: RepositoryPath }) -> HostRepository = places::get_host_repository;
    /// A repository with those it was forked from, that were forked from it, and that share its beginning.
    get_kin(GetKin { account: AccountId, repository: RepositoryPath, at_once: Option<bool> }) -> Kin = places::get_kin;
    /// Forks a repository into a project, or without one to the account's own. Nothing is cloned.
    fork_repository(ForkRepository {
        account: AccountId, repository: RepositoryPath, project: Option<String>, name: Option<String>,
    }) -> HostRepository = places::fork_repository, logs;
    /// How a fork stands to its origin; none where the server does not say.
    get_fork_sync(GetForkSync { account: AccountId, repository: RepositoryPath }) -> Option<ForkSync> = places::get_fork_sync;
    /// Has the server keep a fork in step with its origin, or stops it.
    set_fork_sync(SetForkSync { account: AccountId, repository: RepositoryPath, enabled: bool }) -> () = places::set_fork_sync, logs;
    /// Branches of a repository on a host; none for an empty one.
    list_host_branches(ListHostBranches {
        account: AccountId, repository: RepositoryPath, filter: Option<String>, cursor: Option<String>, at_once: Option<bool>,
    }) -> Page<HostBranch> = places::list_host_branches;
    /// The webhooks of a repository, and what the server can tell. Needs the right to administer it, as all about webhooks does.
    list_webhooks(ListWebhooks { account: AccountId, repository: RepositoryPath }) -> Webhooks = hooked::list_webhooks;
    /// What the server remembers of a webhook's deliveries.
    get_webhook_deliveries(GetWebhookDeliveries {
        account: AccountId, repository: RepositoryPath, webhook: u64,
    }) -> Deliveries = hooked::get_webhook_deliveries;
    /// Makes a webhook.
    create_webhook(CreateWebhook {
        account: AccountId, repository: RepositoryPath, draft: WebhookDraft, secret: WebhookSecret,
    }) -> Webhook = hooked::create_webhook, logs;
    /// Makes a webhook what `draft` says.
    change_webhook(ChangeWebhook {
        account: AccountId, repository: RepositoryPath, webhook: u64, draft: WebhookDraft, secret: WebhookSecret,
    }) -> Webhook = hooked::change_webhook, logs;
    /// Has the server send a ping to where a webhook leads, and tells what became of it. `name` is what the person saw it called.
    test_webhook(TestWebhook {
        account: AccountId, repository: RepositoryPath, webhook: u64, name: String,
    }) -> Delivery = hooked::test_webhook, logs;
    /// Removes a webhook. `name` is what the person saw it called; another one is not removed.
    delete_webhook(DeleteWebhook {
        account: AccountId, repository: RepositoryPath, webhook: u64, name: String,
    }) -> () = hooked::delete_webhook, logs;

    /// Starts a clone into `folder`/`name`. Nothing is left behind where it does not finish.
    clone_repository(CloneRepository {
        source: CloneSource, folder: String, name: String, branch: Option<String>, depth: Option<u32>, submodules: bool,
    }) -> JobId = clone::clone_repository, logs_job;

    /// What a new repository can begin with.
    list_templates(ListTemplates {}) -> Templates = templates::list_templates;
    /// Makes a repository on a host; its first commit, where there is anything to commit, is made here and pushed. With `clone`
    /// the repository stays on this computer, without nothing of it does. Where the host says no, nothing is made at all.
    create_host_repository(CreateHostRepository {
        account: AccountId, draft: RepositoryDraft, protocol: Protocol, clone: Option<CloneTarget>,
    }) -> JobId = creating::create_host_repository, logs_job;
    /// Pushes the first commits of a repository that was made on a host, where that did not come to its end.
    finish_creation(FinishCreation { id: RepositoryId }) -> JobId = creating::finish_creation, logs_job;

    // ── Repositories here ───────────────────────────────────────────────────────────────────────────────────────────
    /// Repositories that were opened or cloned once, last opened first.
    list_repositories(ListRepositories {}) -> Vec<KnownRepository> = places::list_repositories;
    /// What a pasted text stands for: a folder, any page or clone address of a host, a `bough://open?url=…` link, or for short
    /// `PROJ/repo` and `PROJ/repo#12`. Asks no server; nothing where it stands for nothing.
    find_anything(FindAnything { text: String }) -> Vec<Finding> = anything::find_anything;
    /// Opens the repository at or above a folder. Runs nothing of it.
    open_repository(OpenRepository { path: String }) -> Repository = places::open_repository;
    /// Makes an empty repository in `folder`/`name`.
    create_repository(CreateRepository { folder: String, name: String }) -> Repository = places::create_repository, logs;
    /// A known repository, opened anew.
    get_repository(GetRepository { id: RepositoryId }) -> Repository = places::get_repository;
    /// Marks a repository.
    favour_repository(FavourRepository { id: RepositoryId, favourite: bool }) -> () = places::favour_repository;
    /// Takes a repository off the list. Its folder stays.
    forget_repository(ForgetRepository { id: RepositoryId }) -> () = places::forget_repository, logs;
    /// Which account answers for each remote of a repository.
    list_remote_accounts(ListRemoteAccounts { id: RepositoryId }) -> Vec<RemoteAccount> = places::list_remote_accounts;
    /// Has an account answer for the remotes of a repository that are on its host, until another one is chosen.
    choose_account(ChooseAccount { id: RepositoryId, account: AccountId }) -> () = remotes::choose_account, logs;
    /// The page on its host of something in a repository, for the browser. Asks nobody whether it is there. `Refused` where no
    /// remote leads to a host of the profile, or a branch is on none.
    get_host_page(GetHostPage { id: RepositoryId, of: PageOf }) -> String = host_pages::get_host_page;
    /// Adds a remote. `push_url` is where it takes pushes, if that is another address. Nothing is fetched.
    add_remote(AddRemote { id: RepositoryId, name: String, source: CloneSource, push_url: Option<String> }) -> () = remotes::add_remote, logs;
    /// Starts fetching the branches of a remote.
    fetch_remote(FetchRemote { id: RepositoryId, remote: String }) -> JobId = remotes::fetch_remote, logs_job;

    // ── History ─────────────────────────────────────────────────────────────────────────────────────────────────────
    /// Branches, remotes, tags, stashes, submodules.
    get_refs(GetRefs { id: RepositoryId }) -> Refs = log::get_refs;
    /// A window of the commit list over all refs, newest first.
    get_rows(GetRows { id: RepositoryId, start: u32, count: u32 }) -> Rows = log::get_rows;
    /// One commit with its files.
    get_commit(GetCommit { id: RepositoryId, commit: String }) -> Commit = log::get_commit;
    /// Whether a commit's signature is any good. Runs the person's own `gpg` or `ssh-keygen`, never one that the repository names.
    check_signature(CheckSignature { id: RepositoryId, commit: String }) -> SignatureCheck = commits::check_signature;

    // ── Changes ─────────────────────────────────────────────────────────────────────────────────────────────────────
    /// What is staged, what is not, and what is unfinished.
    get_changes(GetChanges { id: RepositoryId }) -> Changes = edits::get_changes;
    /// Reads everything the next time, whatever was told of the files or was not.
    doubt_changes(DoubtChanges { id: RepositoryId }) -> () = edits::doubt_changes;
    /// How one file differs. `all` reads also what is too long to be read unasked; with `ignore_spaces` lines that differ in
    /// white space only are equal, and no line can be staged.
    get_file_diff(GetFileDiff {
        id: RepositoryId, path: FilePath, between: Between, all: bool, ignore_spaces: bool,
    }) -> FileDiff = differences::get_file_diff;
    /// One of the two states of a difference, its lines as in the difference; none where it is no text or too long.
    get_file_text(GetFileText {
        id: RepositoryId, path: FilePath, between: Between, end: DiffEnd, revision: String,
    }) -> Option<String> = differences::get_file_text;
    /// The picture that a file is in one of the two states of a difference; none where it is none that can be shown.
    get_file_picture(GetFilePicture {
        id: RepositoryId, path: FilePath, between: Between, end: DiffEnd, revision: String,
    }) -> Option<Picture> = differences::get_file_picture;
    /// Puts changes of files into the index.
    stage_changes(StageChanges { id: RepositoryId, choice: ChangeChoice }) -> () = edits::stage_changes, logs;
    /// Takes changes out of the index; the files stay.
    unstage_changes(UnstageChanges { id: RepositoryId, choice: ChangeChoice }) -> () = edits::unstage_changes, logs;
    /// Gives changes of files up: they become what the index has; new files go. Can be undone.
    discard_changes(DiscardChanges { id: RepositoryId, choice: ChangeChoice }) -> () = edits::discard_changes, logs;
    /// Starts downloading the files of Git LFS whose pointers lie in the work tree.
    fetch_lfs(FetchLfs { id: RepositoryId }) -> JobId = large::fetch_lfs, logs_job;
    /// What a commit would meet.
    get_commit_outlook(GetCommitOutlook { id: RepositoryId }) -> CommitOutlook = commits::get_commit_outlook;
    /// Allows a repository to run programs of its own, such as hooks, or forbids it again.
    trust_repository(TrustRepository { id: RepositoryId, trusted: bool }) -> () = commits::trust_repository, logs;
    /// Makes a commit from the index and answers its id. Runs the hooks of a trusted repository; in one that is not trusted,
    /// hooks must be skipped. Signs it with the person's own programs where that is wanted.
    commit_changes(CommitChanges { id: RepositoryId, draft: CommitDraft }) -> String = commits::commit_changes, logs;
    /// Ends the hook of a commit that is under way, or the program that signs it; the commit is not made then.
    cancel_commit(CancelCommit { id: RepositoryId }) -> () = commits::cancel_commit;
    /// Who wrote the last commits, to be named as co-authors; whoever did so last in front.
    list_people(ListPeople { id: RepositoryId }) -> Vec<Author> = commits::list_people;
    /// Messages that were written here lately, the newest first: of commits, and of those that were never made.
    list_messages(ListMessages { id: RepositoryId }) -> Vec<String> = messages::list_messages;
    /// Keeps a message that was written and may be given up.
    keep_message(KeepMessage { id: RepositoryId, message: String }) -> () = messages::keep_message;
    /// Says who commits in a repository from now on, and with which key they sign; without one that stays as it is.
    use_identity(UseIdentity { id: RepositoryId, author: Author, signing_key: Option<String> }) -> () = identities::use_identity, logs;
    /// What can be undone and redone.
    get_undo(GetUndo { id: RepositoryId }) -> UndoState = undo::get_undo;
    /// What undoing down to a step, or redoing up to it, would do.
    get_undo_outlook(GetUndoOutlook { id: RepositoryId, number: u32, redo: bool }) -> UndoOutlook = undo::get_undo_outlook;
    /// Undoes the steps from the newest down to this one.
    undo_step(UndoStep { id: RepositoryId, number: u32 }) -> UndoState = undo::undo_step, logs;
    /// Does undone steps again, from the oldest up to this one.
    redo_step(RedoStep { id: RepositoryId, number: u32 }) -> UndoState = undo::redo_step, logs;

    // ── Between here and the remotes ────────────────────────────────────────────────────────────────────────────────
    /// Starts fetching what is new on every remote. Nothing of the person's own changes.
    fetch_remotes(FetchRemotes { id: RepositoryId }) -> JobId = sync::fetch_remotes, logs_job;
    /// What pushing the current branch would do. `Refused` says why it can't be pushed.
    get_push_outlook(GetPushOutlook { id: RepositoryId }) -> PushOutlook = sync::get_push_outlook;
    /// Starts pushing the current branch, never by force. The hook of a trusted repository is asked first; in one that is not
    /// trusted it must be skipped.
    push_branch(PushBranch { id: RepositoryId, skip_hooks: bool }) -> JobId = sync::push_branch, logs_job;

    // ── Checking out ────────────────────────────────────────────────────────────────────────────────────────────────
    /// Starts checking something out, as one step that can be undone. What is not committed is carried along; `Conflict` names the
    /// files that are in the way, and nothing is done then.
    check_out(CheckOut { id: RepositoryId, target: CheckoutTarget }) -> JobId = checkout::check_out, logs_job;
    /// Starts making a further work tree of a repository with something checked out; without a folder beside the repository. The job
    /// tells which repository it became.
    add_worktree(AddWorktree {
        id: RepositoryId, target: CheckoutTarget, folder: Option<String>,
    }) -> JobId = checkout::add_worktree, logs_job;

    // ── Prebuilds ───────────────────────────────────────────────────────────────────────────────────────────────────
    /// What is followed in a repository, how it is built, and how that went.
    get_prebuilds(GetPrebuilds { id: RepositoryId }) -> Prebuilds = built::get_prebuilds;
    /// What the command said of a commit.
    get_prebuild_log(GetPrebuildLog { id: RepositoryId, commit: String }) -> PrebuildLog = built::get_prebuild_log;
    /// Says how the commits of a repository are built. Nothing is built by that.
    set_prebuild_plan(SetPrebuildPlan { id: RepositoryId, plan: PrebuildPlan }) -> () = built::set_prebuild_plan, logs;
    /// Keeps a work tree ready for a branch or a pull request from now on, and starts with it.
    follow(Follow { id: RepositoryId, followed: Followed }) -> JobId = built::follow, logs_job;
    /// Stops it. Its work tree goes, unless something of the person's is in it: that is told, and `work` says what happens then.
    stop_following(StopFollowing { id: RepositoryId, followed: Followed, work: WorkThere }) -> WorktreeLoss = built::stop_following, logs;
    /// Builds the commit that is ready because the person says so: for exactly this one.
    build_prebuild(BuildPrebuild { id: RepositoryId, followed: Followed, commit: String }) -> JobId = built::build_prebuild, logs_job;
    /// Opens a ready work tree.
    open_prebuild(OpenPrebuild { id: RepositoryId, followed: Followed }) -> Repository = built::open_prebuild;
    /// Asks quietly whether there is something new where that is due, or `now`.
    tend_prebuilds(TendPrebuilds { now: bool }) -> () = built::tend_prebuilds;

    // ── Pull requests ───────────────────────────────────────────────────────────────────────────────────────────────
    /// Pull requests with author, reviewers and verdicts; newest first.
    list_pull_requests(ListPullRequests {
        account: AccountId, filter: PullRequestFilter, cursor: Option<String>, at_once: Option<bool>,
    }) -> Page<PullRequest> = reviews::list_pull_requests;
    /// One pull request; also finds out whether its source branch is still there.
    get_pull_request(GetPullRequest {
        account: AccountId, repository: RepositoryPath, number: u64, at_once: Option<bool>,
    }) -> PullRequest = reviews::get_pull_request;

    // ── SSH keys ────────────────────────────────────────────────────────────────────────────────────────────────────
    /// Key pairs in `~/.ssh`.
    list_ssh_keys(ListSshKeys {}) -> Vec<SshKey> = ssh_keys::list_ssh_keys;
    /// Makes an ed25519 key pair (for a host, if one is named, which then uses it) and copies the public key.
    generate_ssh_key(GenerateSshKey {
        host: Option<HostId>, passphrase: Option<Secret>, comment: Option<String>,
    }) -> SshKey = ssh_keys::generate_ssh_key, logs;
    /// Chooses the key of a host or of the profile; none for a host falls back to the profile's.
    choose_ssh_key(ChooseSshKey { scope: SshScope, choice: Option<SshChoice> }) -> () = ssh_keys::choose_ssh_key, logs;
    /// Adds a public key to an account, or says where to paste it.
    upload_ssh_key(UploadSshKey { account: AccountId, path: String }) -> KeyUpload = ssh_keys::upload_ssh_key, logs;

    // ── Jobs, activity and questions ──────────────────────────────────────────────────────────────────────────────────────────
    /// Jobs of this run of Bough, newest first.
    list_jobs(ListJobs {}) -> Vec<Job> = work::list_jobs;
    /// Ends a job. It answers at once; the job says when it has ended.
    cancel_job(CancelJob { id: JobId }) -> () = work::cancel_job;
    /// A window of what the person had done, the newest first; of those that have all the words somewhere.
    list_activity(ListActivity { start: u32, count: u32, words: String }) -> Activities = activity_log::list_activity;
    /// Empties the activity log; what still runs stays.
    clear_activity(ClearActivity {}) -> () = activity_log::clear_activity;
    /// Questions that wait for an answer.
    list_questions(ListQuestions {}) -> Vec<Question> = questions::list_questions;
    /// Answers a question. Each is answered once.
    answer_question(AnswerQuestion { id: QuestionId, answer: Answer }) -> () = questions::answer_question, logs;
}

/// What changed. The window asks again for what it shows; an event carries no more than it needs to know that.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// Settings, profiles or which profile is in use.
    ProfilesChanged,
    /// Settings.
    SettingsChanged,
    /// Hosts and their accounts.
    HostsChanged,
    /// How a host answers.
    HealthChanged {
        /// True where it was away: what it could not answer may be asked anew. Nothing else is, or a host that asked for a pause
        /// would be asked by its own answer.
        back: bool,
    },
    /// The list of known repositories.
    RepositoriesChanged,
    /// Something in a repository.
    RepositoryChanged {
        /// Which.
        id: RepositoryId,
    },
    /// A hook of a commit that is under way said something; at most ten times a second.
    HookSaid {
        /// Of which repository.
        id: RepositoryId,
        /// Such as `pre-commit`.
        hook: String,
        /// What it said since the last time, with its line ends; control characters made visible. Empty when it begins.
        text: String,
    },
    /// What is followed in a repository, or how a prebuild went.
    PrebuildsChanged {
        /// Of which.
        id: RepositoryId,
    },
    /// SSH keys.
    KeysChanged,
    /// A job; at most ten times a second each.
    JobChanged {
        /// The job as it is now.
        job: Box<Job>,
    },
    /// An examination found something.
    ExaminationChanged {
        /// The job that examines.
        job: JobId,
    },
    /// The activity log.
    ActivityChanged,
    /// Questions were asked or answered.
    QuestionsChanged,
    /// Something waits that was asked for from outside.
    OpenRequested,
}
