// Written by `cargo xtask contract` from crates/core/src/api.rs. Do not edit.

/** Every command with what it takes and what it answers. */
export interface Commands {
  /** What the window needs to know before it paints. */
  get_application: { arguments: GetApplication; answer: Application };
  /** Whether secrets can be kept, and if not why. Asks the keychain, which may take its time. */
  get_keychain: { arguments: GetKeychain; answer: KeychainState };
  /** Ends the first start: names the first profile. */
  finish_welcome: { arguments: FinishWelcome; answer: Profiles };
  /** How Bough looks and where it puts things. */
  get_settings: { arguments: GetSettings; answer: Settings };
  /** Replaces the settings; applies at once. */
  change_settings: { arguments: ChangeSettings; answer: Settings };
  /** Opens a page in the browser: `https`, `http` and `mailto` without user names only. */
  open_link: { arguments: OpenLink; answer: null };
  /** Puts a text on the clipboard. Never a secret. */
  copy_text: { arguments: CopyText; answer: null };
  /** Lets the person choose a folder; none where they closed the dialog. */
  pick_folder: { arguments: PickFolder; answer: string | null };
  /** Lets the person choose a file; none where they closed the dialog. */
  pick_file: { arguments: PickFile; answer: string | null };
  /** What was asked for from outside: on the command line, by a link, or by a second start. Each is answered once. */
  take_open_requests: { arguments: TakeOpenRequests; answer: Array<OpenRequest> };
  /** All profiles and which is in use. */
  list_profiles: { arguments: ListProfiles; answer: Profiles };
  /** Makes a profile. It isn't switched to. */
  add_profile: { arguments: AddProfile; answer: Profile };
  /** Renames a profile, changes its author or colour. */
  change_profile: { arguments: ChangeProfile; answer: Profile };
  /** Removes a profile with its accounts and their secrets. The last one stays. */
  remove_profile: { arguments: RemoveProfile; answer: Profiles };
  /** Uses another profile: accounts, keys and tabs switch with it. */
  switch_profile: { arguments: SwitchProfile; answer: Profiles };
  /** The open tabs of the active profile. */
  get_tabs: { arguments: GetTabs; answer: Tabs };
  /** Remembers the open tabs of the active profile. */
  save_tabs: { arguments: SaveTabs; answer: null };
  /** Finds what lives behind a host name or any page or clone URL of it. Sends no secret. */
  probe_host: { arguments: ProbeHost; answer: HostProbe };
  /** Adds a probed host to the active profile. `plain_http` must be true for a host without encryption. */
  add_host: { arguments: AddHost; answer: Host };
  /** The hosts of the active profile, each with its accounts. */
  list_hosts: { arguments: ListHosts; answer: Array<Host> };
  /** Removes a host from the active profile, with its accounts and their secrets. */
  remove_host: { arguments: RemoveHost; answer: null };
  /** Says who is to commit in the repositories of a host, in the active profile; none: whoever its account is. */
  set_identity_rule: { arguments: SetIdentityRule; answer: null };
  /** Changes how the certificate of the server behind a URL is trusted, for this host only. */
  trust_certificate: { arguments: TrustCertificate; answer: null };
  /** Signs in with a token, tried once. The token goes to the keychain. */
  connect_account: { arguments: ConnectAccount; answer: Account };
  /** Registers Bough on a host with what its administrator was given there; asks the server whether it knows us so. Without a secret the one that is kept stays. */
  register_application: { arguments: RegisterApplication; answer: Host };
  /** Forgets a registration and its secret. Accounts that came through it stay until their access ends. */
  remove_registration: { arguments: RemoveRegistration; answer: Host };
  /** Starts a sign-in through the browser on a host where Bough is registered; its question takes what the person pastes. */
  authorise_account: { arguments: AuthoriseAccount; answer: JobId };
  /** Opens the page of the sign-in that waits once more. */
  show_sign_in: { arguments: ShowSignIn; answer: null };
  /** Writes a file into `folder` with which others connect to a host; its path. The client secret only where `secret` says so. */
  export_host: { arguments: ExportHost; answer: string };
  /** Adds the host of such a file to the active profile, with its registration. */
  open_host_file: { arguments: OpenHostFile; answer: Host };
  /** Tries again what an account's token allows. */
  test_account: { arguments: TestAccount; answer: Account };
  /** Forgets an account and its secret; what was allowed through the browser is taken back. */
  disconnect_account: { arguments: DisconnectAccount; answer: Disconnection };
  /** Starts to examine the way to a host, step by step, with its first account. Its token is tried once; nothing is changed. Git and LFS are asked for `repository`, or for the first that the account may read. */
  examine_connection: { arguments: ExamineConnection; answer: JobId };
  /** What an examination has found so far. */
  get_examination: { arguments: GetExamination; answer: Examination };
  /** The same as plain text for an administrator, without secrets and without the name of the home folder. */
  get_examination_report: { arguments: GetExaminationReport; answer: string };
  /** Projects an account may see. */
  list_projects: { arguments: ListProjects; answer: Page<Project> };
  /** Repositories an account may see. `limit` is a wish; the server may send fewer. */
  list_host_repositories: { arguments: ListHostRepositories; answer: Page<HostRepository> };
  /** One repository on a host. */
  get_host_repository: { arguments: GetHostRepository; answer: HostRepository };
  /** A repository with those it was forked from, that were forked from it, and that share its beginning. */
  get_kin: { arguments: GetKin; answer: Kin };
  /** Forks a repository into a project, or without one to the account's own. Nothing is cloned. */
  fork_repository: { arguments: ForkRepository; answer: HostRepository };
  /** How a fork stands to its origin; none where the server does not say. */
  get_fork_sync: { arguments: GetForkSync; answer: ForkSync | null };
  /** Has the server keep a fork in step with its origin, or stops it. */
  set_fork_sync: { arguments: SetForkSync; answer: null };
  /** Branches of a repository on a host; none for an empty one. */
  list_host_branches: { arguments: ListHostBranches; answer: Page<HostBranch> };
  /** The webhooks of a repository, and what the server can tell. Needs the right to administer it, as all about webhooks does. */
  list_webhooks: { arguments: ListWebhooks; answer: Webhooks };
  /** What the server remembers of a webhook's deliveries. */
  get_webhook_deliveries: { arguments: GetWebhookDeliveries; answer: Deliveries };
  /** Makes a webhook. */
  create_webhook: { arguments: CreateWebhook; answer: Webhook };
  /** Makes a webhook what `draft` says. */
  change_webhook: { arguments: ChangeWebhook; answer: Webhook };
  /** Has the server send a ping to where a webhook leads, and tells what became of it. `name` is what the person saw it called. */
  test_webhook: { arguments: TestWebhook; answer: Delivery };
  /** Removes a webhook. `name` is what the person saw it called; another one is not removed. */
  delete_webhook: { arguments: DeleteWebhook; answer: null };
  /** Starts a clone into `folder`/`name`. Nothing is left behind where it does not finish. */
  clone_repository: { arguments: CloneRepository; answer: JobId };
  /** What a new repository can begin with. */
  list_templates: { arguments: ListTemplates; answer: Templates };
  /** Makes a repository on a host; its first commit, where there is anything to commit, is made here and pushed. With `clone` the repository stays on this computer, without nothing of it does. Where the host says no, nothing is made at all. */
  create_host_repository: { arguments: CreateHostRepository; answer: JobId };
  /** Pushes the first commits of a repository that was made on a host, where that did not come to its end. */
  finish_creation: { arguments: FinishCreation; answer: JobId };
  /** Repositories that were opened or cloned once, last opened first. */
  list_repositories: { arguments: ListRepositories; answer: Array<KnownRepository> };
  /** What a pasted text stands for: a folder, any page or clone address of a host, a `bough://open?url=…` link, or for short `PROJ/repo` and `PROJ/repo#12`. Asks no server; nothing where it stands for nothing. */
  find_anything: { arguments: FindAnything; answer: Array<Finding> };
  /** Opens the repository at or above a folder. Runs nothing of it. */
  open_repository: { arguments: OpenRepository; answer: Repository };
  /** Makes an empty repository in `folder`/`name`. */
  create_repository: { arguments: CreateRepository; answer: Repository };
  /** A known repository, opened anew. */
  get_repository: { arguments: GetRepository; answer: Repository };
  /** Marks a repository. */
  favour_repository: { arguments: FavourRepository; answer: null };
  /** Takes a repository off the list. Its folder stays. */
  forget_repository: { arguments: ForgetRepository; answer: null };
  /** Which account answers for each remote of a repository. */
  list_remote_accounts: { arguments: ListRemoteAccounts; answer: Array<RemoteAccount> };
  /** Has an account answer for the remotes of a repository that are on its host, until another one is chosen. */
  choose_account: { arguments: ChooseAccount; answer: null };
  /** The page on its host of something in a repository, for the browser. Asks nobody whether it is there. `Refused` where no remote leads to a host of the profile, or a branch is on none. */
  get_host_page: { arguments: GetHostPage; answer: string };
  /** Adds a remote. `push_url` is where it takes pushes, if that is another address. Nothing is fetched. */
  add_remote: { arguments: AddRemote; answer: null };
  /** Starts fetching the branches of a remote. */
  fetch_remote: { arguments: FetchRemote; answer: JobId };
  /** Branches, remotes, tags, stashes, submodules. */
  get_refs: { arguments: GetRefs; answer: Refs };
  /** A window of the commit list over all refs, newest first. */
  get_rows: { arguments: GetRows; answer: Rows };
  /** One commit with its files. */
  get_commit: { arguments: GetCommit; answer: Commit };
  /** Whether a commit's signature is any good. Runs the person's own `gpg` or `ssh-keygen`, never one that the repository names. */
  check_signature: { arguments: CheckSignature; answer: SignatureCheck };
  /** What is staged, what is not, and what is unfinished. */
  get_changes: { arguments: GetChanges; answer: Changes };
  /** Reads everything the next time, whatever was told of the files or was not. */
  doubt_changes: { arguments: DoubtChanges; answer: null };
  /** How one file differs. `all` reads also what is too long to be read unasked; with `ignore_spaces` lines that differ in white space only are equal, and no line can be staged. */
  get_file_diff: { arguments: GetFileDiff; answer: FileDiff };
  /** One of the two states of a difference, its lines as in the difference; none where it is no text or too long. */
  get_file_text: { arguments: GetFileText; answer: string | null };
  /** The picture that a file is in one of the two states of a difference; none where it is none that can be shown. */
  get_file_picture: { arguments: GetFilePicture; answer: Picture | null };
  /** Puts changes of files into the index. */
  stage_changes: { arguments: StageChanges; answer: null };
  /** Takes changes out of the index; the files stay. */
  unstage_changes: { arguments: UnstageChanges; answer: null };
  /** Gives changes of files up: they become what the index has; new files go. Can be undone. */
  discard_changes: { arguments: DiscardChanges; answer: null };
  /** Starts downloading the files of Git LFS whose pointers lie in the work tree. */
  fetch_lfs: { arguments: FetchLfs; answer: JobId };
  /** What a commit would meet. */
  get_commit_outlook: { arguments: GetCommitOutlook; answer: CommitOutlook };
  /** Allows a repository to run programs of its own, such as hooks, or forbids it again. */
  trust_repository: { arguments: TrustRepository; answer: null };
  /** Makes a commit from the index and answers its id. Runs the hooks of a trusted repository; in one that is not trusted, hooks must be skipped. Signs it with the person's own programs where that is wanted. */
  commit_changes: { arguments: CommitChanges; answer: string };
  /** Ends the hook of a commit that is under way, or the program that signs it; the commit is not made then. */
  cancel_commit: { arguments: CancelCommit; answer: null };
  /** Who wrote the last commits, to be named as co-authors; whoever did so last in front. */
  list_people: { arguments: ListPeople; answer: Array<Author> };
  /** Messages that were written here lately, the newest first: of commits, and of those that were never made. */
  list_messages: { arguments: ListMessages; answer: Array<string> };
  /** Keeps a message that was written and may be given up. */
  keep_message: { arguments: KeepMessage; answer: null };
  /** Says who commits in a repository from now on, and with which key they sign; without one that stays as it is. */
  use_identity: { arguments: UseIdentity; answer: null };
  /** What can be undone and redone. */
  get_undo: { arguments: GetUndo; answer: UndoState };
  /** What undoing down to a step, or redoing up to it, would do. */
  get_undo_outlook: { arguments: GetUndoOutlook; answer: UndoOutlook };
  /** Undoes the steps from the newest down to this one. */
  undo_step: { arguments: UndoStep; answer: UndoState };
  /** Does undone steps again, from the oldest up to this one. */
  redo_step: { arguments: RedoStep; answer: UndoState };
  /** Starts fetching what is new on every remote. Nothing of the person's own changes. */
  fetch_remotes: { arguments: FetchRemotes; answer: JobId };
  /** What pushing the current branch would do. `Refused` says why it can't be pushed. */
  get_push_outlook: { arguments: GetPushOutlook; answer: PushOutlook };
  /** Starts pushing the current branch, never by force. The hook of a trusted repository is asked first; in one that is not trusted it must be skipped. */
  push_branch: { arguments: PushBranch; answer: JobId };
  /** Starts checking something out, as one step that can be undone. What is not committed is carried along; `Conflict` names the files that are in the way, and nothing is done then. */
  check_out: { arguments: CheckOut; answer: JobId };
  /** Starts making a further work tree of a repository with something checked out; without a folder beside the repository. The job tells which repository it became. */
  add_worktree: { arguments: AddWorktree; answer: JobId };
  /** What is followed in a repository, how it is built, and how that went. */
  get_prebuilds: { arguments: GetPrebuilds; answer: Prebuilds };
  /** What the command said of a commit. */
  get_prebuild_log: { arguments: GetPrebuildLog; answer: PrebuildLog };
  /** Says how the commits of a repository are built. Nothing is built by that. */
  set_prebuild_plan: { arguments: SetPrebuildPlan; answer: null };
  /** Keeps a work tree ready for a branch or a pull request from now on, and starts with it. */
  follow: { arguments: Follow; answer: JobId };
  /** Stops it. Its work tree goes, unless something of the person's is in it: that is told, and `work` says what happens then. */
  stop_following: { arguments: StopFollowing; answer: WorktreeLoss };
  /** Builds the commit that is ready because the person says so: for exactly this one. */
  build_prebuild: { arguments: BuildPrebuild; answer: JobId };
  /** Opens a ready work tree. */
  open_prebuild: { arguments: OpenPrebuild; answer: Repository };
  /** Asks quietly whether there is something new where that is due, or `now`. */
  tend_prebuilds: { arguments: TendPrebuilds; answer: null };
  /** Pull requests with author, reviewers and verdicts; newest first. */
  list_pull_requests: { arguments: ListPullRequests; answer: Page<PullRequest> };
  /** One pull request; also finds out whether its source branch is still there. */
  get_pull_request: { arguments: GetPullRequest; answer: PullRequest };
  /** Key pairs in `~/.ssh`. */
  list_ssh_keys: { arguments: ListSshKeys; answer: Array<SshKey> };
  /** Makes an ed25519 key pair (for a host, if one is named, which then uses it) and copies the public key. */
  generate_ssh_key: { arguments: GenerateSshKey; answer: SshKey };
  /** Chooses the key of a host or of the profile; none for a host falls back to the profile's. */
  choose_ssh_key: { arguments: ChooseSshKey; answer: null };
  /** Adds a public key to an account, or says where to paste it. */
  upload_ssh_key: { arguments: UploadSshKey; answer: KeyUpload };
  /** Jobs of this run of Bough, newest first. */
  list_jobs: { arguments: ListJobs; answer: Array<Job> };
  /** Ends a job. It answers at once; the job says when it has ended. */
  cancel_job: { arguments: CancelJob; answer: null };
  /** A window of what the person had done, the newest first; of those that have all the words somewhere. */
  list_activity: { arguments: ListActivity; answer: Activities };
  /** Empties the activity log; what still runs stays. */
  clear_activity: { arguments: ClearActivity; answer: null };
  /** Questions that wait for an answer. */
  list_questions: { arguments: ListQuestions; answer: Array<Question> };
  /** Answers a question. Each is answered once. */
  answer_question: { arguments: AnswerQuestion; answer: null };
}

/**
 * One ability, tried.
 */
export type AbilityCheck = { 
/**
 * What was tried.
 */
ability: TokenAbility, 
/**
 * How it went.
 */
verdict: Verdict, 
/**
 * The request that was made, the status, the server's words: for whoever wants to know.
 */
detail: string, };

/**
 * Who we are on a host.
 */
export type Account = { 
/**
 * Its id.
 */
id: AccountId, 
/**
 * The host it is on.
 */
host: HostId, 
/**
 * The user.
 */
user: User, 
/**
 * How it signs in.
 */
way: Way, 
/**
 * Where its token is kept.
 */
kept: Kept, 
/**
 * True where what was allowed in the browser has ended, or the token was refused: it is not used until the person acts.
 */
rejected: boolean, 
/**
 * When the token ends, RFC 3339 date, where the person said so.
 */
tokenExpires: string | null, 
/**
 * What the token allowed when it was last tested.
 */
abilities: Array<AbilityCheck>, };

/**
 * An account: who we are on a host, in one profile.
 */
export type AccountId = string;

/**
 * A window of the list of activities.
 */
export type Activities = { 
/**
 * Those in the window, the newest first.
 */
items: Array<Activity>, 
/**
 * How many fit the words, in the window or not.
 */
total: number, };

/**
 * One thing that was done. Nothing in it is a secret: user names in addresses and what looks like a token are blacked out.
 */
export type Activity = { 
/**
 * Its id.
 */
id: ActivityId, 
/**
 * What was done.
 */
kind: ActivityKind, 
/**
 * What it was done to: a file, a commit's summary, a key, an account; none where the kind says it all.
 */
about: string | null, 
/**
 * So many others besides.
 */
more: number, 
/**
 * For undoing and redoing: what the first of the steps did.
 */
step: Deed | null, 
/**
 * The repository or host, by its name.
 */
place: string | null, 
/**
 * The repository's folder.
 */
folder: string | null, 
/**
 * The commands of Git that do the same, quoted for a shell; none where nothing in Git does.
 */
command: string | null, 
/**
 * What the server said beside the data, control characters made visible; may be cut at its beginning.
 */
remote: string, 
/**
 * When it began, RFC 3339.
 */
started: string, 
/**
 * How long it took, in milliseconds; none while it runs.
 */
millis: number | null, 
/**
 * How it went.
 */
outcome: ActivityOutcome, };

/**
 * Something that the person had done, in the activity log.
 */
export type ActivityId = string;

/**
 * What can be done.
 */
export type ActivityKind = "clone" | "createRepository" | "fork" | "followOrigin" | "leaveOrigin" | "addRemote" | "chooseAccount" | "fetch" | "createHostRepository" | "finishCreation" | "createWebhook" | "changeWebhook" | "testWebhook" | "deleteWebhook" | "forgetRepository" | "trustRepository" | "distrustRepository" | "stage" | "unstage" | "discard" | "commit" | "amend" | "fetchLfs" | "fetchRemotes" | "pushBranch" | "checkOut" | "addWorktree" | "follow" | "stopFollowing" | "setPrebuildPlan" | "buildPrebuild" | "useIdentity" | "setIdentityRule" | "undo" | "redo" | "addHost" | "removeHost" | "trustCertificate" | "refuseCertificate" | "trustHostKey" | "refuseHostKey" | "connectAccount" | "registerApplication" | "removeRegistration" | "authoriseAccount" | "exportHost" | "openHostFile" | "examineConnection" | "testAccount" | "disconnectAccount" | "generateSshKey" | "chooseSshKey" | "uploadSshKey" | "addProfile" | "removeProfile" | "switchProfile";

/**
 * How it went.
 */
export type ActivityOutcome = { "kind": "running" } | { "kind": "done" } | { "kind": "cancelled" } | { "kind": "failed", 
/**
 * Which.
 */
fault: Fault, } | { "kind": "interrupted" };

/**
 * Adds a probed host to the active profile. `plain_http` must be true for a host without encryption.
 */
export type AddHost = { baseUrl: string, plainHttp: boolean, };

/**
 * Makes a profile. It isn't switched to.
 */
export type AddProfile = { name: string, author: Author, color: number, };

/**
 * Adds a remote. `push_url` is where it takes pushes, if that is another address. Nothing is fetched.
 */
export type AddRemote = { id: RepositoryId, name: string, source: CloneSource, pushUrl?: string | null, };

/**
 * Starts making a further work tree of a repository with something checked out; without a folder beside the repository. The job
 * tells which repository it became.
 */
export type AddWorktree = { id: RepositoryId, target: CheckoutTarget, folder?: string | null, };

/**
 * Whose trust a certificate rests on.
 */
export type Anchor = "system" | "pin" | "authority";

/**
 * The person's answer to a question.
 */
export type Answer = { "kind": "accept" } | { "kind": "refuse" } | { "kind": "text", 
/**
 * The text.
 */
text: string, };

/**
 * Answers a question. Each is answered once.
 */
export type AnswerQuestion = { id: QuestionId, answer: Answer, };

/**
 * What the window needs to know before it paints.
 */
export type Application = { 
/**
 * Version of Bough, such as `0.1.0`.
 */
version: string, 
/**
 * True until the first profile was confirmed on Welcome.
 */
firstStart: boolean, 
/**
 * Name and e-mail found in the user's global Git configuration.
 */
suggestedAuthor: Author, 
/**
 * A demo server, where Bough was started on one.
 */
demo: DemoDoor | null, };

/**
 * The questions there are.
 */
export type Ask = { "kind": "hostKey", 
/**
 * Host as OpenSSH names it, with its port where it isn't 22.
 */
host: string, 
/**
 * Such as `ED25519`.
 */
keyType: string, 
/**
 * `SHA256:…`.
 */
fingerprint: string, 
/**
 * What the server's REST interface says its fingerprint is, where it says so.
 */
expected: string | null, } | { "kind": "passphrase", 
/**
 * Path of the key.
 */
key: string, } | { "kind": "other", 
/**
 * The words, control characters made visible.
 */
text: string, } | { "kind": "signIn", 
/**
 * The host.
 */
host: HostId, 
/**
 * Its name.
 */
name: string, 
/**
 * How the answer comes back.
 */
form: RedirectForm, 
/**
 * True where what was pasted was not the answer.
 */
wrong: boolean, } | { "kind": "certificate", 
/**
 * The certificate.
 */
certificate: CertificateView, };

/**
 * Why a commit is built only when the person says so.
 */
export type AskedBecause = "fork" | "untrusted";

/**
 * Who commits.
 */
export type Author = { 
/**
 * Full name; may be empty.
 */
name: string, 
/**
 * E-mail address; may be empty.
 */
email: string, };

/**
 * Starts a sign-in through the browser on a host where Bough is registered; its question takes what the person pastes.
 */
export type AuthoriseAccount = { host: HostId, };

/**
 * A certificate authority that can be trusted for one host.
 */
export type AuthorityView = { 
/**
 * Its name.
 */
name: string, 
/**
 * SHA-256 of its certificate.
 */
sha256: string, };

/**
 * Two states of a file.
 */
export type Between = { "kind": "side", 
/**
 * Which.
 */
side: ChangeSide, } | { "kind": "commit", 
/**
 * The commit's whole id in hex.
 */
commit: string, 
/**
 * Where the file was in the parent, if it moved.
 */
before: FilePath | null, } | { "kind": "file", 
/**
 * The commit's whole id in hex.
 */
commit: string, };

/**
 * A local branch.
 */
export type Branch = { 
/**
 * Name without `refs/heads/`; lossy where it isn't UTF-8.
 */
name: string, 
/**
 * Its commit.
 */
commit: string, 
/**
 * True where HEAD points to it.
 */
current: boolean, 
/**
 * Where it pulls from, such as `origin/main`.
 */
upstream: Upstream | null, };

/**
 * Builds the commit that is ready because the person says so: for exactly this one.
 */
export type BuildPrebuild = { id: RepositoryId, followed: Followed, commit: string, };

/**
 * Ends the hook of a commit that is under way, or the program that signs it; the commit is not made then.
 */
export type CancelCommit = { id: RepositoryId, };

/**
 * Ends a job. It answers at once; the job says when it has ended.
 */
export type CancelJob = { id: JobId, };

/**
 * A certificate that is not trusted, for the person to judge.
 */
export type CertificateView = { 
/**
 * Host name and port that showed it.
 */
host: string, 
/**
 * Why it is not trusted.
 */
why: Distrust, 
/**
 * Whom it names.
 */
subject: string, 
/**
 * Who signed it.
 */
issuer: string, 
/**
 * Names it is good for.
 */
names: Array<string>, 
/**
 * From when, RFC 3339.
 */
notBefore: string, 
/**
 * Until when, RFC 3339.
 */
notAfter: string, 
/**
 * SHA-256 of the leaf: hex, upper case, colons between bytes.
 */
sha256: string, 
/**
 * The topmost authority that the server sent, if it sent one.
 */
authority: AuthorityView | null, };

/**
 * A certificate of a chain.
 */
export type ChainLink = { 
/**
 * Whom it names.
 */
subject: string, 
/**
 * Who signed it.
 */
issuer: string, 
/**
 * Until when it is good, RFC 3339.
 */
notAfter: string, 
/**
 * SHA-256: hex, upper case, colons between bytes.
 */
sha256: string, };

/**
 * What happened to a file.
 */
export type Change = "added" | "modified" | "deleted" | "renamed" | "copied" | "typeChanged";

/**
 * Which changes are meant.
 */
export type ChangeChoice = { "kind": "all" } | { "kind": "paths", 
/**
 * Which.
 */
paths: Array<FilePath>, } | { "kind": "lines", 
/**
 * The file.
 */
path: FilePath, 
/**
 * The revision of the difference they were chosen in.
 */
revision: string, 
/**
 * Numbers of removed lines, as they were before.
 */
removed: Array<number>, 
/**
 * Numbers of added lines, as they are after.
 */
added: Array<number>, };

/**
 * Renames a profile, changes its author or colour.
 */
export type ChangeProfile = { id: ProfileId, name: string, author: Author, color: number, };

/**
 * Replaces the settings; applies at once.
 */
export type ChangeSettings = { settings: Settings, };

/**
 * Which two states are compared.
 */
export type ChangeSide = "staged" | "unstaged";

/**
 * Makes a webhook what `draft` says.
 */
export type ChangeWebhook = { account: AccountId, repository: RepositoryPath, webhook: number, draft: WebhookDraft, secret: WebhookSecret, };

/**
 * A file that a commit changed.
 */
export type ChangedFile = { 
/**
 * Names it in commands.
 */
path: FilePath, 
/**
 * Its path as text; lossy where it isn't UTF-8.
 */
shown: string, 
/**
 * Where it was before, if it moved.
 */
before: FilePath | null, 
/**
 * The same as text.
 */
shownBefore: string | null, 
/**
 * What happened.
 */
change: Change, 
/**
 * Lines added; none for binary files.
 */
added: number | null, 
/**
 * Lines removed; none for binary files.
 */
removed: number | null, };

/**
 * A file that differs.
 */
export type ChangedPath = { 
/**
 * Names it in commands.
 */
path: FilePath, 
/**
 * Its path as text; lossy where it isn't UTF-8.
 */
shown: string, 
/**
 * Where it was before, if it moved; as text.
 */
shownBefore: string | null, 
/**
 * What happened.
 */
change: PathChange, 
/**
 * True for a submodule or a repository within this one.
 */
submodule: boolean, 
/**
 * Lines added; none for binary files, and where there are too many files to look.
 */
added: number | null, 
/**
 * Lines removed; none as above.
 */
removed: number | null, 
/**
 * What there is of a file that is kept by Git LFS; none for every other.
 */
lfs: LfsFile | null, };

/**
 * One of the two lists of changes.
 */
export type ChangedPaths = { 
/**
 * The first of them, by path, at most `PATHS_SHOWN`.
 */
paths: Array<ChangedPath>, 
/**
 * How many there are in truth.
 */
total: number, };

/**
 * What a repository has in the works.
 */
export type Changes = { 
/**
 * Where the next commit will go.
 */
head: Head, 
/**
 * What was begun and not finished, such as a merge.
 */
operation: Operation | null, 
/**
 * Between the last commit and the index, by path.
 */
staged: ChangedPaths, 
/**
 * Between the index and the files, by path: also new files and conflicts.
 */
unstaged: ChangedPaths, 
/**
 * Files of Git LFS whose bytes are not here: pointers lie in their place until `fetch_lfs` brings them.
 */
lfsMissing: number, 
/**
 * How later changes of others are noticed.
 */
watching: Watching, };

/**
 * Starts checking something out, as one step that can be undone. What is not committed is carried along; `Conflict` names the
 * files that are in the way, and nothing is done then.
 */
export type CheckOut = { id: RepositoryId, target: CheckoutTarget, };

/**
 * Whether a commit's signature is any good. Runs the person's own `gpg` or `ssh-keygen`, never one that the repository names.
 */
export type CheckSignature = { id: RepositoryId, commit: string, };

/**
 * What became of a checkout.
 */
export type CheckedOut = { 
/**
 * The branch; none where HEAD is on none now.
 */
branch: string | null, 
/**
 * The commit, in hex.
 */
commit: string, 
/**
 * True where the branch was made.
 */
made: boolean, 
/**
 * The remote that was added for it.
 */
remote: string | null, 
/**
 * What the hook `post-checkout` said where it ended with an error. The checkout stands.
 */
hook: string | null, 
/**
 * Why the pull request's branch could not be had, so that its commit alone was.
 */
without: SourceMissing | null, };

/**
 * What is to be checked out.
 */
export type CheckoutTarget = { "kind": "branch", 
/**
 * Its name, without `refs/heads/`.
 */
name: string, } | { "kind": "remoteBranch", 
/**
 * The remote.
 */
remote: string, 
/**
 * The branch, without the remote's name.
 */
name: string, } | { "kind": "commit", 
/**
 * Its id in hex, or how that begins.
 */
id: string, } | { "kind": "pullRequest", 
/**
 * Who asks.
 */
account: AccountId, 
/**
 * The repository that it goes to.
 */
repository: RepositoryPath, 
/**
 * Its number there.
 */
number: number, };

/**
 * Has an account answer for the remotes of a repository that are on its host, until another one is chosen.
 */
export type ChooseAccount = { id: RepositoryId, account: AccountId, };

/**
 * Chooses the key of a host or of the profile; none for a host falls back to the profile's.
 */
export type ChooseSshKey = { scope: SshScope, choice?: SshChoice | null, };

/**
 * Empties the activity log; what still runs stays.
 */
export type ClearActivity = Record<symbol, never>;

/**
 * Starts a clone into `folder`/`name`. Nothing is left behind where it does not finish.
 */
export type CloneRepository = { source: CloneSource, folder: string, name: string, branch?: string | null, depth?: number | null, submodules: boolean, };

/**
 * What to clone, or to add as a remote.
 */
export type CloneSource = { "kind": "url", 
/**
 * `https://`, `ssh://` or `user@host:path`.
 */
url: string, } | { "kind": "hosted", 
/**
 * The account.
 */
account: AccountId, 
/**
 * The repository.
 */
path: RepositoryPath, 
/**
 * How to reach it.
 */
protocol: Protocol, };

/**
 * A folder to be made.
 */
export type CloneTarget = { 
/**
 * The folder around it.
 */
folder: string, 
/**
 * Its name.
 */
name: string, };

/**
 * An address to clone from.
 */
export type CloneUrl = { 
/**
 * How it is reached.
 */
protocol: Protocol, 
/**
 * The address.
 */
url: string, };

/**
 * A commit with everything about it.
 */
export type Commit = { 
/**
 * Its id, in hex.
 */
id: string, 
/**
 * Its parents.
 */
parents: Array<string>, 
/**
 * Who wrote it.
 */
author: Person, 
/**
 * Who committed it.
 */
committer: Person, 
/**
 * The whole message.
 */
message: string, 
/**
 * What it changed against its first parent, at most `FILES_SHOWN`.
 */
files: Array<ChangedFile>, 
/**
 * How many files it changed in truth.
 */
filesTotal: number, 
/**
 * True where it carries a signature.
 */
signed: boolean, };

/**
 * Makes a commit from the index and answers its id. Runs the hooks of a trusted repository; in one that is not trusted,
 * hooks must be skipped. Signs it with the person's own programs where that is wanted.
 */
export type CommitChanges = { id: RepositoryId, draft: CommitDraft, };

/**
 * A commit to be made from the index.
 */
export type CommitDraft = { 
/**
 * Its message. Empty lines around it and white space at the ends of lines are dropped, as in Git.
 */
message: string, 
/**
 * True to replace the last commit.
 */
amend: boolean, 
/**
 * True to commit without running hooks.
 */
skipHooks: boolean, 
/**
 * Whether to sign it; none: as the configuration says.
 */
sign: boolean | null, 
/**
 * Who wrote it too.
 */
coAuthors: Array<Author>, 
/**
 * True to add `Signed-off-by` with who commits.
 */
signOff: boolean, };

/**
 * What is known before a commit is made.
 */
export type CommitOutlook = { 
/**
 * Who will have written it.
 */
author: Author, 
/**
 * The last commit's message, to be amended; none before the first.
 */
lastMessage: string | null, 
/**
 * True where others may have the last commit already.
 */
lastIsPublished: boolean, 
/**
 * A message that a merge or a template prepared.
 */
preparedMessage: string | null, 
/**
 * Hooks of this repository that a commit runs, such as `pre-commit`.
 */
hooks: Array<string>, 
/**
 * True where the person allowed this repository to run its programs.
 */
trusted: boolean, 
/**
 * True where the configuration wants commits signed.
 */
signing: boolean, 
/**
 * True where the last commit that was made here by Bough was signed off.
 */
signOff: boolean, 
/**
 * Who the remote's host expects to commit, where that is not the author.
 */
expected: ExpectedIdentity | null, };

/**
 * Signs in with a token, tried once. The token goes to the keychain.
 */
export type ConnectAccount = { host: HostId, token: Secret, tokenExpires?: string | null, };

/**
 * Puts a text on the clipboard. Never a secret.
 */
export type CopyText = { text: string, };

/**
 * Makes a repository on a host; its first commit, where there is anything to commit, is made here and pushed. With `clone`
 * the repository stays on this computer, without nothing of it does. Where the host says no, nothing is made at all.
 */
export type CreateHostRepository = { account: AccountId, draft: RepositoryDraft, protocol: Protocol, clone?: CloneTarget | null, };

/**
 * Makes an empty repository in `folder`/`name`.
 */
export type CreateRepository = { folder: string, name: string, };

/**
 * Makes a webhook.
 */
export type CreateWebhook = { account: AccountId, repository: RepositoryPath, draft: WebhookDraft, secret: WebhookSecret, };

/**
 * What a step did.
 */
export type Deed = { "kind": "stage", 
/**
 * Of so many files.
 */
files: number, 
/**
 * The first of them, as text.
 */
first: string, } | { "kind": "unstage", 
/**
 * Of so many files.
 */
files: number, 
/**
 * The first of them, as text.
 */
first: string, } | { "kind": "discard", 
/**
 * Of so many files.
 */
files: number, 
/**
 * The first of them, as text.
 */
first: string, } | { "kind": "commit", 
/**
 * The first line of its message.
 */
summary: string, } | { "kind": "amend", 
/**
 * The first line of its message.
 */
summary: string, } | { "kind": "checkOut", 
/**
 * The branch without `refs/heads/`, or the commit in hex.
 */
name: string, 
/**
 * True for a branch.
 */
branch: boolean, };

/**
 * Removes a webhook. `name` is what the person saw it called; another one is not removed.
 */
export type DeleteWebhook = { account: AccountId, repository: RepositoryPath, webhook: number, name: string, };

/**
 * What a server remembers of the deliveries of a webhook: the last of each outcome, and how many there were.
 */
export type Deliveries = { 
/**
 * How many were taken lately.
 */
successes: number, 
/**
 * How many were not.
 */
failures: number, 
/**
 * How many had no answer.
 */
errors: number, 
/**
 * Since when these are counted, RFC 3339, where that is told.
 */
since: string | null, 
/**
 * The last of each outcome, the newest first.
 */
last: Array<Delivery>, };

/**
 * One request of a webhook.
 */
export type Delivery = { 
/**
 * What it told; empty where that isn't known.
 */
event: string, 
/**
 * When it was sent, RFC 3339, where that is told.
 */
sent: string | null, 
/**
 * How long it took in milliseconds, where that is told.
 */
millis: number | null, 
/**
 * How it went.
 */
outcome: DeliveryOutcome, 
/**
 * The status of the answer, where there was one.
 */
status: number | null, 
/**
 * What the other end answered, or why it did not: cut, control characters made visible.
 */
said: string, };

/**
 * How a delivery went.
 */
export type DeliveryOutcome = "success" | "failure" | "error";

/**
 * A demo server to connect to.
 */
export type DemoDoor = { 
/**
 * What to call it.
 */
name: string, 
/**
 * Its base URL, to be put into the host field.
 */
url: string, };

/**
 * The difference itself.
 */
export type DiffContent = { "kind": "text", 
/**
 * In their order.
 */
hunks: Array<Hunk>, 
/**
 * Lines of the difference that are not here because there are too many.
 */
leftOut: number, 
/**
 * Lines of the whole file; of what it was, where it is gone.
 */
lines: number, 
/**
 * How its bytes are letters.
 */
encoding: Encoding, } | { "kind": "binary", 
/**
 * Bytes before; none where there was no file.
 */
sizeBefore: number | null, 
/**
 * Bytes after; none where the file is gone.
 */
sizeAfter: number | null, } | { "kind": "tooLarge", 
/**
 * Bytes of the larger side.
 */
size: number, } | { "kind": "lfs", 
/**
 * Before; none where there was none, or none that LFS kept.
 */
before: LfsVersion | null, 
/**
 * After; as above.
 */
after: LfsVersion | null, } | { "kind": "submodule", 
/**
 * Its commit before.
 */
before: string | null, 
/**
 * Its commit after.
 */
after: string | null, 
/**
 * True where files in it were changed.
 */
dirty: boolean, };

/**
 * One of two states.
 */
export type DiffEnd = "before" | "after";

/**
 * A line of a hunk.
 */
export type DiffLine = { 
/**
 * Its number before, from 1; none for an added line.
 */
old: number | null, 
/**
 * Its number after, from 1; none for a removed line.
 */
new: number | null, 
/**
 * The line without its end; lossy where it isn't UTF-8, cut where it is very long.
 */
text: string, 
/**
 * Letters of it that are not here.
 */
leftOut: number, 
/**
 * What ends it.
 */
end: LineEnd, };

/**
 * Gives changes of files up: they become what the index has; new files go. Can be undone.
 */
export type DiscardChanges = { id: RepositoryId, choice: ChangeChoice, };

/**
 * Forgets an account and its secret; what was allowed through the browser is taken back.
 */
export type DisconnectAccount = { id: AccountId, };

/**
 * How disconnecting went.
 */
export type Disconnection = { 
/**
 * True where the server may still know what was allowed: the person ends it on its page of authorised applications.
 */
stillAllowed: boolean, };

/**
 * Why a disk takes nothing.
 */
export type DiskProblem = "full" | "readOnly";

/**
 * Why a certificate is not trusted.
 */
export type Distrust = "unknownIssuer" | "incomplete" | "selfSigned" | "expired" | "notYetValid" | "wrongName" | "pinChanged" | "other";

/**
 * Reads everything the next time, whatever was told of the files or was not.
 */
export type DoubtChanges = { id: RepositoryId, };

/**
 * A piece of line from this row to the next.
 */
export type Edge = { 
/**
 * Lane at this row.
 */
from: number, 
/**
 * Lane at the next row.
 */
to: number, 
/**
 * Index of its colour.
 */
color: number, };

/**
 * How bytes are letters.
 */
export type Encoding = "utf8" | "utf8Mark" | "unknown";

/**
 * What changed. The window asks again for what it shows; an event carries no more than it needs to know that.
 */
export type Event = { "kind": "profilesChanged" } | { "kind": "settingsChanged" } | { "kind": "hostsChanged" } | { "kind": "healthChanged", 
/**
 * True where it was away: what it could not answer may be asked anew. Nothing else is, or a host that asked for a pause
 * would be asked by its own answer.
 */
back: boolean, } | { "kind": "repositoriesChanged" } | { "kind": "repositoryChanged", 
/**
 * Which.
 */
id: RepositoryId, } | { "kind": "hookSaid", 
/**
 * Of which repository.
 */
id: RepositoryId, 
/**
 * Such as `pre-commit`.
 */
hook: string, 
/**
 * What it said since the last time, with its line ends; control characters made visible. Empty when it begins.
 */
text: string, } | { "kind": "prebuildsChanged", 
/**
 * Of which.
 */
id: RepositoryId, } | { "kind": "keysChanged" } | { "kind": "jobChanged", 
/**
 * The job as it is now.
 */
job: Job, } | { "kind": "examinationChanged", 
/**
 * The job that examines.
 */
job: JobId, } | { "kind": "activityChanged" } | { "kind": "questionsChanged" } | { "kind": "openRequested" };

/**
 * An examination and what it has found so far.
 */
export type Examination = { 
/**
 * The job that examines.
 */
job: JobId, 
/**
 * What is examined.
 */
patient: Patient, 
/**
 * Name of the host, with its port.
 */
name: string, 
/**
 * Where it should be.
 */
baseUrl: string, 
/**
 * When it began, RFC 3339.
 */
started: string, 
/**
 * The step that is taken now; none once it is over.
 */
now: Part | null, 
/**
 * The steps that have ended, in order.
 */
steps: Array<ExaminationStep>, };

/**
 * A step that has ended.
 */
export type ExaminationStep = { 
/**
 * What was looked at.
 */
part: Part, 
/**
 * How it is.
 */
result: StepResult, 
/**
 * What was found.
 */
finding: StepFinding, 
/**
 * Words of a machine: the resolver's, the server's, those of `ssh`. May be empty; nothing in it is a secret.
 */
detail: string, 
/**
 * How long it took, in milliseconds.
 */
millis: number, 
/**
 * What helps, where something is not as it should be.
 */
remedy: Remedy | null, };

/**
 * Starts to examine the way to a host, step by step, with its first account. Its token is tried once; nothing is changed.
 * Git and LFS are asked for `repository`, or for the first that the account may read.
 */
export type ExamineConnection = { patient: Patient, repository?: RepositoryPath | null, };

/**
 * Who a host expects to commit.
 */
export type ExpectedIdentity = { 
/**
 * Name of the host.
 */
host: string, 
/**
 * Who.
 */
author: Author, 
/**
 * The key that they sign with, where a rule names one.
 */
signingKey: string | null, };

/**
 * Writes a file into `folder` with which others connect to a host; its path. The client secret only where `secret` says so.
 */
export type ExportHost = { host: HostId, folder: string, secret: boolean, };

/**
 * Something went wrong. Each kind has one sentence and one action in `ui/src/text`.
 */
export type Fault = { "kind": "signIn", 
/**
 * Name of the host.
 */
host: string, 
/**
 * Why.
 */
reason: SignInReason, 
/**
 * The server's words, or the request that failed.
 */
detail: string, } | { "kind": "denied", 
/**
 * The permission that is missing, in the words of the server's pages.
 */
missing: string, 
/**
 * The server's words.
 */
detail: string, } | { "kind": "notFound", 
/**
 * What was looked for.
 */
what: string, } | { "kind": "taken", 
/**
 * Which.
 */
what: string, } | { "kind": "invalid", 
/**
 * The field of the form.
 */
field: string, 
/**
 * Why, as a sentence.
 */
why: string, } | { "kind": "rateLimited", 
/**
 * Name of the host.
 */
host: string, 
/**
 * Until when, RFC 3339.
 */
until: string, } | { "kind": "offline", 
/**
 * Name of the host.
 */
host: string, 
/**
 * What failed.
 */
detail: string, } | { "kind": "outOfOrder", 
/**
 * Name of the host.
 */
host: string, 
/**
 * Its words, or its status.
 */
detail: string, } | { "kind": "webPage", 
/**
 * Name of the host.
 */
host: string, 
/**
 * The address that answered.
 */
url: string, } | { "kind": "untrusted", 
/**
 * The certificate.
 */
certificate: CertificateView, } | { "kind": "hostKey", 
/**
 * Name of the host.
 */
host: string, 
/**
 * What is wrong.
 */
problem: HostKeyProblem, 
/**
 * File and line that know another key, as OpenSSH names them.
 */
knownAt: string, 
/**
 * The fingerprint the server showed.
 */
shown: string, 
/**
 * What OpenSSH said.
 */
detail: string, } | { "kind": "keychain", 
/**
 * Why.
 */
situation: KeychainSituation, } | { "kind": "conflict", 
/**
 * The files.
 */
files: Array<string>, } | { "kind": "moved", 
/**
 * What, such as a file's path.
 */
what: string, } | { "kind": "hook", 
/**
 * Such as `pre-commit`.
 */
name: string, 
/**
 * The last of what it said, with its line ends; may be empty.
 */
output: string, } | { "kind": "signing", 
/**
 * As the configuration names it, such as `gpg`.
 */
program: string, 
/**
 * What it said, with its line ends.
 */
output: string, } | { "kind": "disk", 
/**
 * Why.
 */
problem: DiskProblem, 
/**
 * What the system said.
 */
detail: string, } | { "kind": "cancelled" } | { "kind": "refused", 
/**
 * The words.
 */
detail: string, } | { "kind": "broken", 
/**
 * What was met.
 */
detail: string, };

/**
 * Marks a repository.
 */
export type FavourRepository = { id: RepositoryId, favourite: boolean, };

/**
 * Starts downloading the files of Git LFS whose pointers lie in the work tree.
 */
export type FetchLfs = { id: RepositoryId, };

/**
 * Starts fetching the branches of a remote.
 */
export type FetchRemote = { id: RepositoryId, remote: string, };

/**
 * Starts fetching what is new on every remote. Nothing of the person's own changes.
 */
export type FetchRemotes = { id: RepositoryId, };

/**
 * How a file differs.
 */
export type FileDiff = { 
/**
 * Names exactly this difference: lines are chosen within it.
 */
revision: string, 
/**
 * Mode before, such as `100644`; none where there was no file.
 */
modeBefore: string | null, 
/**
 * Mode after; none where the file is gone.
 */
modeAfter: string | null, 
/**
 * What differs.
 */
content: DiffContent, };

/**
 * A file or folder within a repository: its bytes from the top, with `/`; `%` and what isn't UTF-8 as `%XX`.
 */
export type FilePath = string;

/**
 * What a pasted text stands for: a folder, any page or clone address of a host, a `bough://open?url=…` link, or for short
 * `PROJ/repo` and `PROJ/repo#12`. Asks no server; nothing where it stands for nothing.
 */
export type FindAnything = { text: string, };

/**
 * What a text stands for.
 */
export type Finding = { "kind": "folder", 
/**
 * Its whole path.
 */
path: string, } | { "kind": "hosted", 
/**
 * The host.
 */
host: HostId, 
/**
 * Its name, with the port where that is an unusual one.
 */
hostName: string, 
/**
 * The account that would be used there.
 */
account: AccountId | null, 
/**
 * The repository. That there is one was not asked.
 */
repository: RepositoryPath, 
/**
 * What of it.
 */
target: FoundTarget, 
/**
 * Where Git finds it, over HTTP(S).
 */
cloneUrl: string, 
/**
 * Clones of it on this computer; those whose `origin` it is come first.
 */
clones: Array<LocalClone>, } | { "kind": "host", 
/**
 * The host.
 */
host: HostId, 
/**
 * Its name.
 */
hostName: string, } | { "kind": "address", 
/**
 * The address.
 */
url: string, };

/**
 * Pushes the first commits of a repository that was made on a host, where that did not come to its end.
 */
export type FinishCreation = { id: RepositoryId, };

/**
 * Ends the first start: names the first profile.
 */
export type FinishWelcome = { author: Author, };

/**
 * Keeps a work tree ready for a branch or a pull request from now on, and starts with it.
 */
export type Follow = { id: RepositoryId, followed: Followed, };

/**
 * What is followed.
 */
export type Followed = { "kind": "branch", 
/**
 * The remote.
 */
remote: string, 
/**
 * The branch, without the remote's name.
 */
name: string, } | { "kind": "pullRequest", 
/**
 * Who asks.
 */
account: AccountId, 
/**
 * The repository that it goes to.
 */
repository: RepositoryPath, 
/**
 * Its number there.
 */
number: number, };

/**
 * Kinds of forges.
 */
export type ForgeKind = "bitbucketServer";

/**
 * Takes a repository off the list. Its folder stays.
 */
export type ForgetRepository = { id: RepositoryId, };

/**
 * Forks a repository into a project, or without one to the account's own. Nothing is cloned.
 */
export type ForkRepository = { account: AccountId, repository: RepositoryPath, project?: string | null, name?: string | null, };

/**
 * How a fork stands to what it was forked from.
 */
export type ForkSync = { 
/**
 * True where the server can keep it in step.
 */
available: boolean, 
/**
 * True where it does.
 */
enabled: boolean, 
/**
 * When it did last, RFC 3339.
 */
last: string | null, 
/**
 * Branches with commits that the origin's don't have.
 */
ahead: Array<string>, 
/**
 * Branches that went another way than the origin's.
 */
diverged: Array<string>, 
/**
 * Branches whose origin is gone.
 */
orphaned: Array<string>, };

/**
 * What of a repository is meant. Names are as somebody wrote them: hostile.
 */
export type FoundTarget = { "kind": "repository" } | { "kind": "revision", 
/**
 * Its name, without `refs/heads/` or `refs/tags/`.
 */
name: string, } | { "kind": "commit", 
/**
 * Its id in hex, or how that begins.
 */
id: string, } | { "kind": "file", 
/**
 * Where it is in the repository.
 */
path: string, 
/**
 * At which branch, tag or commit; none: wherever the person is.
 */
at: string | null, 
/**
 * The first line that is meant, from 1.
 */
line: number | null, } | { "kind": "pullRequest", 
/**
 * Its number.
 */
number: number, };

/**
 * Makes an ed25519 key pair (for a host, if one is named, which then uses it) and copies the public key.
 */
export type GenerateSshKey = { host?: HostId | null, passphrase?: Secret | null, comment?: string | null, };

/**
 * What the window needs to know before it paints.
 */
export type GetApplication = Record<symbol, never>;

/**
 * What is staged, what is not, and what is unfinished.
 */
export type GetChanges = { id: RepositoryId, };

/**
 * One commit with its files.
 */
export type GetCommit = { id: RepositoryId, commit: string, };

/**
 * What a commit would meet.
 */
export type GetCommitOutlook = { id: RepositoryId, };

/**
 * What an examination has found so far.
 */
export type GetExamination = { job: JobId, };

/**
 * The same as plain text for an administrator, without secrets and without the name of the home folder.
 */
export type GetExaminationReport = { job: JobId, };

/**
 * How one file differs. `all` reads also what is too long to be read unasked; with `ignore_spaces` lines that differ in
 * white space only are equal, and no line can be staged.
 */
export type GetFileDiff = { id: RepositoryId, path: FilePath, between: Between, all: boolean, ignoreSpaces: boolean, };

/**
 * The picture that a file is in one of the two states of a difference; none where it is none that can be shown.
 */
export type GetFilePicture = { id: RepositoryId, path: FilePath, between: Between, end: DiffEnd, revision: string, };

/**
 * One of the two states of a difference, its lines as in the difference; none where it is no text or too long.
 */
export type GetFileText = { id: RepositoryId, path: FilePath, between: Between, end: DiffEnd, revision: string, };

/**
 * How a fork stands to its origin; none where the server does not say.
 */
export type GetForkSync = { account: AccountId, repository: RepositoryPath, };

/**
 * The page on its host of something in a repository, for the browser. Asks nobody whether it is there. `Refused` where no
 * remote leads to a host of the profile, or a branch is on none.
 */
export type GetHostPage = { id: RepositoryId, of: PageOf, };

/**
 * One repository on a host.
 */
export type GetHostRepository = { account: AccountId, repository: RepositoryPath, };

/**
 * Whether secrets can be kept, and if not why. Asks the keychain, which may take its time.
 */
export type GetKeychain = Record<symbol, never>;

/**
 * A repository with those it was forked from, that were forked from it, and that share its beginning.
 */
export type GetKin = { account: AccountId, repository: RepositoryPath, atOnce?: boolean | null, };

/**
 * What the command said of a commit.
 */
export type GetPrebuildLog = { id: RepositoryId, commit: string, };

/**
 * What is followed in a repository, how it is built, and how that went.
 */
export type GetPrebuilds = { id: RepositoryId, };

/**
 * One pull request; also finds out whether its source branch is still there.
 */
export type GetPullRequest = { account: AccountId, repository: RepositoryPath, number: number, atOnce?: boolean | null, };

/**
 * What pushing the current branch would do. `Refused` says why it can't be pushed.
 */
export type GetPushOutlook = { id: RepositoryId, };

/**
 * Branches, remotes, tags, stashes, submodules.
 */
export type GetRefs = { id: RepositoryId, };

/**
 * A known repository, opened anew.
 */
export type GetRepository = { id: RepositoryId, };

/**
 * A window of the commit list over all refs, newest first.
 */
export type GetRows = { id: RepositoryId, start: number, count: number, };

/**
 * How Bough looks and where it puts things.
 */
export type GetSettings = Record<symbol, never>;

/**
 * The open tabs of the active profile.
 */
export type GetTabs = Record<symbol, never>;

/**
 * What can be undone and redone.
 */
export type GetUndo = { id: RepositoryId, };

/**
 * What undoing down to a step, or redoing up to it, would do.
 */
export type GetUndoOutlook = { id: RepositoryId, number: number, redo: boolean, };

/**
 * What the server remembers of a webhook's deliveries.
 */
export type GetWebhookDeliveries = { account: AccountId, repository: RepositoryPath, webhook: number, };

/**
 * Where HEAD points.
 */
export type Head = { "kind": "branch", 
/**
 * Name without `refs/heads/`.
 */
name: string, 
/**
 * Its commit.
 */
commit: string, } | { "kind": "unborn", 
/**
 * Name without `refs/heads/`.
 */
name: string, } | { "kind": "detached", 
/**
 * The commit.
 */
commit: string, };

/**
 * How a host does.
 */
export type Health = { "kind": "unknown" } | { "kind": "fine" } | { "kind": "signInNeeded" } | { "kind": "offline" } | { "kind": "rateLimited", 
/**
 * Until when, RFC 3339.
 */
until: string, };

/**
 * A host of the active profile.
 */
export type Host = { 
/**
 * Its id.
 */
id: HostId, 
/**
 * What lives there.
 */
forge: ForgeKind, 
/**
 * Scheme, name, port and context path, without a trailing slash.
 */
baseUrl: string, 
/**
 * Host name and port, to be shown.
 */
name: string, 
/**
 * Version last seen.
 */
version: string, 
/**
 * True where the connection is not encrypted, by the person's choice.
 */
plainHttp: boolean, 
/**
 * How its certificate is trusted.
 */
trust: Trust, 
/**
 * How the last request went.
 */
health: Health, 
/**
 * The accounts of the active profile on it.
 */
accounts: Array<Account>, 
/**
 * Signing in through the browser.
 */
oauth: Oauth, 
/**
 * The key for this host in the active profile; none: the profile's.
 */
ssh: SshChoice | null, 
/**
 * Who commits in its repositories, where the active profile has a rule for it.
 */
identity: IdentityRule | null, 
/**
 * Where to go in a browser.
 */
pages: HostPages, 
/**
 * What a token must allow.
 */
permissions: Array<PermissionAdvice>, };

/**
 * A branch on a host.
 */
export type HostBranch = { 
/**
 * Name without `refs/heads/`.
 */
name: string, 
/**
 * Its commit, in hex.
 */
commit: string, 
/**
 * True for the default branch.
 */
default: boolean, };

/**
 * A host: one server of one forge.
 */
export type HostId = string;

/**
 * What is wrong with a host key.
 */
export type HostKeyProblem = "changed" | "otherType" | "revoked" | "refused";

/**
 * Pages of a host for the browser.
 */
export type HostPages = { 
/**
 * Makes a token.
 */
token: string, 
/**
 * Takes an SSH key.
 */
sshKeys: string, 
/**
 * Signs in, and unlocks an account after wrong passwords.
 */
signIn: string, };

/**
 * What was found behind a URL, before anything is saved.
 */
export type HostProbe = { 
/**
 * What lives there.
 */
forge: ForgeKind, 
/**
 * Scheme, name, port and context path, without a trailing slash.
 */
baseUrl: string, 
/**
 * What the server calls itself, such as `Bitbucket`.
 */
displayName: string, 
/**
 * Such as `9.4.1`.
 */
version: string, 
/**
 * True where the connection is not encrypted.
 */
plainHttp: boolean, 
/**
 * True where people sign in through single sign-on only.
 */
singleSignOn: boolean, 
/**
 * The host, where it is in this profile already.
 */
known: HostId | null, 
/**
 * Where to go in a browser.
 */
pages: HostPages, 
/**
 * What a token must allow.
 */
permissions: Array<PermissionAdvice>, };

/**
 * A repository on a host.
 */
export type HostRepository = { 
/**
 * Where it lives.
 */
path: RepositoryPath, 
/**
 * Its name.
 */
name: string, 
/**
 * The project's name.
 */
projectName: string, 
/**
 * May be empty.
 */
description: string, 
/**
 * True for a person's own.
 */
personal: boolean, 
/**
 * True where everybody may read it.
 */
public: boolean, 
/**
 * True where nothing can be written any more.
 */
archived: boolean, 
/**
 * The repository it was forked from.
 */
forkedFrom: RepositoryPath | null, 
/**
 * True where it was forked from one that the account may not see.
 */
originHidden: boolean, 
/**
 * Where it can be cloned from; either may be missing.
 */
cloneUrls: Array<CloneUrl>, 
/**
 * Its page.
 */
url: string, };

/**
 * Changed lines that are near each other, with lines around them.
 */
export type Hunk = { 
/**
 * Such as `@@ -1,3 +1,4 @@ fn main()`.
 */
header: string, 
/**
 * In their order.
 */
lines: Array<DiffLine>, };

/**
 * Who is to commit in the repositories of a host.
 */
export type IdentityRule = { 
/**
 * Name and e-mail address.
 */
author: Author, 
/**
 * The key they sign with: a number, a path, or a public key itself.
 */
signingKey: string | null, };

/**
 * A job and how far it is.
 */
export type Job = { 
/**
 * Its id.
 */
id: JobId, 
/**
 * What it does, such as `Clone`.
 */
task: Task, 
/**
 * What it is about: a repository's name.
 */
subject: string, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * When it began, RFC 3339.
 */
started: string, };

/**
 * A job: work that can outlive a second.
 */
export type JobId = string;

/**
 * A job's life.
 */
export type JobState = { "kind": "running", 
/**
 * How far.
 */
progress: Progress, } | { "kind": "finished", 
/**
 * The repository it made, if it made one.
 */
repository: RepositoryId | null, 
/**
 * Why files of Git LFS are missing although all else is done: `fetch_lfs` tries again.
 */
lfs: Fault | null, 
/**
 * Why the first commit is not on the host although the repository was made there: `finish_creation` tries again where
 * it is on this computer, too.
 */
push: Fault | null, 
/**
 * The page of the repository that was made on a host.
 */
page: string | null, 
/**
 * What it checked out.
 */
checkedOut: CheckedOut | null, } | { "kind": "failed", 
/**
 * Which.
 */
fault: Fault, } | { "kind": "cancelled" };

/**
 * Keeps a message that was written and may be given up.
 */
export type KeepMessage = { id: RepositoryId, message: string, };

/**
 * Where a secret is kept.
 */
export type Kept = { "kind": "keychain" } | { "kind": "memory", 
/**
 * Why.
 */
situation: KeychainSituation, } | { "kind": "gone" };

/**
 * What became of an upload.
 */
export type KeyUpload = { "kind": "uploaded" } | { "kind": "alreadyThere" } | { "kind": "pasteThere", 
/**
 * The SSH keys page.
 */
url: string, };

/**
 * Why a keychain did not serve: each has its own sentence in `ui/src/text`.
 */
export type KeychainSituation = "noSession" | "noService" | "noCollection" | "locked" | "denied" | "timedOut" | "ambiguous" | "tooLong" | "unknown";

/**
 * The state of the operating system's keychain.
 */
export type KeychainState = { "kind": "ready" } | { "kind": "memoryOnly", 
/**
 * Why the keychain is not used.
 */
situation: KeychainSituation, };

/**
 * Repositories that share their history with another one.
 */
export type Kin = { 
/**
 * The repository itself.
 */
repository: HostRepository, 
/**
 * Where it was forked from, if the account may see that.
 */
parent: HostRepository | null, 
/**
 * Its forks that the account may see. The server names no others, and does not say how many there are.
 */
forks: Array<HostRepository>, 
/**
 * Others that began as the same one, as far as the account may see them.
 */
related: Array<HostRepository>, 
/**
 * True where there are more than are listed.
 */
more: boolean, 
/**
 * Where it is not from now.
 */
seen?: Seen | null, };

/**
 * A repository on this computer that was opened or cloned once.
 */
export type KnownRepository = { 
/**
 * Its id.
 */
id: RepositoryId, 
/**
 * The folder's name.
 */
name: string, 
/**
 * The folder, lossy where it isn't UTF-8.
 */
path: string, 
/**
 * Marked by the person.
 */
favourite: boolean, 
/**
 * When it was opened last, RFC 3339.
 */
opened: string, 
/**
 * True where the folder is gone.
 */
missing: boolean, };

/**
 * A commit that a branch would not have any more.
 */
export type LeftCommit = { 
/**
 * Its id.
 */
id: string, 
/**
 * The first line of its message.
 */
summary: string, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * True where that is somebody else.
 */
byOther: boolean, 
/**
 * True where others may have it already.
 */
published: boolean, };

/**
 * A file that is kept by Git LFS.
 */
export type LfsFile = { 
/**
 * Its bytes.
 */
size: number, 
/**
 * True where they are not here: a pointer is in their place.
 */
missing: boolean, };

/**
 * One state of a file that is kept by Git LFS.
 */
export type LfsVersion = { 
/**
 * The SHA-256 of its bytes in hex, which names it; none where it was too long to be read unasked.
 */
oid: string | null, 
/**
 * Its bytes.
 */
size: number, 
/**
 * True where they are not here.
 */
missing: boolean, };

/**
 * A licence.
 */
export type Licence = { 
/**
 * Its SPDX identifier.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

/**
 * What ends a line.
 */
export type LineEnd = "lf" | "crLf" | "none";

/**
 * A window of what the person had done, the newest first; of those that have all the words somewhere.
 */
export type ListActivity = { start: number, count: number, words: string, };

/**
 * Branches of a repository on a host; none for an empty one.
 */
export type ListHostBranches = { account: AccountId, repository: RepositoryPath, filter?: string | null, cursor?: string | null, atOnce?: boolean | null, };

/**
 * Repositories an account may see. `limit` is a wish; the server may send fewer.
 */
export type ListHostRepositories = { account: AccountId, scope: RepositoryScope, search?: string | null, cursor?: string | null, limit?: number | null, atOnce?: boolean | null, };

/**
 * The hosts of the active profile, each with its accounts.
 */
export type ListHosts = Record<symbol, never>;

/**
 * Jobs of this run of Bough, newest first.
 */
export type ListJobs = Record<symbol, never>;

/**
 * Messages that were written here lately, the newest first: of commits, and of those that were never made.
 */
export type ListMessages = { id: RepositoryId, };

/**
 * Who wrote the last commits, to be named as co-authors; whoever did so last in front.
 */
export type ListPeople = { id: RepositoryId, };

/**
 * All profiles and which is in use.
 */
export type ListProfiles = Record<symbol, never>;

/**
 * Projects an account may see.
 */
export type ListProjects = { account: AccountId, cursor?: string | null, atOnce?: boolean | null, };

/**
 * Pull requests with author, reviewers and verdicts; newest first.
 */
export type ListPullRequests = { account: AccountId, filter: PullRequestFilter, cursor?: string | null, atOnce?: boolean | null, };

/**
 * Questions that wait for an answer.
 */
export type ListQuestions = Record<symbol, never>;

/**
 * Which account answers for each remote of a repository.
 */
export type ListRemoteAccounts = { id: RepositoryId, };

/**
 * Repositories that were opened or cloned once, last opened first.
 */
export type ListRepositories = Record<symbol, never>;

/**
 * Key pairs in `~/.ssh`.
 */
export type ListSshKeys = Record<symbol, never>;

/**
 * What a new repository can begin with.
 */
export type ListTemplates = Record<symbol, never>;

/**
 * The webhooks of a repository, and what the server can tell. Needs the right to administer it, as all about webhooks does.
 */
export type ListWebhooks = { account: AccountId, repository: RepositoryPath, };

/**
 * A clone on this computer.
 */
export type LocalClone = { 
/**
 * The repository.
 */
repository: KnownRepository, 
/**
 * The remote that leads to the host's.
 */
remote: string, 
/**
 * The commit that is meant, in hex, where one is named and was fetched. For a file without one it is HEAD's.
 */
commit: string | null, 
/**
 * The file that is meant, where that commit has it.
 */
file: FilePath | null, };

/**
 * Whether a pull request can be merged.
 */
export type MergeOutlook = "clean" | "conflicted" | "unknown";

/**
 * Signing in through the browser (OAuth 2.0) on a host: what an administrator enters there, and what was entered here.
 */
export type Oauth = { 
/**
 * False where the server is too old (before 7.20) or reached without encryption.
 */
possible: boolean, 
/**
 * The page on which an administrator registers an application.
 */
page: string, 
/**
 * The redirect URL for an answer that the browser brings to this computer.
 */
loopback: string, 
/**
 * The redirect URL for an answer that the operating system hands over.
 */
customScheme: string, 
/**
 * What may be allowed, the smallest that works first.
 */
scopes: Array<ScopeAdvice>, 
/**
 * What was registered, if anything was.
 */
registration: Registration | null, };

/**
 * A key that was offered to the SSH server.
 */
export type OfferedKey = { 
/**
 * Its file, or what the agent calls it.
 */
name: string, 
/**
 * As OpenSSH writes it, such as `ED25519`.
 */
algorithm: string, 
/**
 * `SHA256:…`.
 */
fingerprint: string, 
/**
 * True where the server knows it.
 */
accepted: boolean, };

/**
 * Adds the host of such a file to the active profile, with its registration.
 */
export type OpenHostFile = { path: string, };

/**
 * Opens a page in the browser: `https`, `http` and `mailto` without user names only.
 */
export type OpenLink = { url: string, };

/**
 * Opens a ready work tree.
 */
export type OpenPrebuild = { id: RepositoryId, followed: Followed, };

/**
 * Opens the repository at or above a folder. Runs nothing of it.
 */
export type OpenRepository = { path: string, };

/**
 * Something that was asked for from outside: on the command line, by a link, by a second start.
 */
export type OpenRequest = { "kind": "folder", 
/**
 * Its whole path.
 */
path: string, } | { "kind": "text", 
/**
 * As it came. Hostile.
 */
text: string, };

/**
 * What was begun in a repository and waits for its end.
 */
export type Operation = "merge" | "revert" | "cherryPick" | "bisect" | "rebase" | "applyMailbox";

/**
 * One page of a list. `next` is opaque; none on the last page.
 */
export type Page<T> = { 
/**
 * What is on it.
 */
items: Array<T>, 
/**
 * To be passed back for the next page.
 */
next: string | null, 
/**
 * Where the page is not from now.
 */
seen?: Seen | null, };

/**
 * Something in a repository here that has a page on its host.
 */
export type PageOf = { "kind": "repository", 
/**
 * The remote.
 */
remote: string | null, } | { "kind": "branch", 
/**
 * Its name, without `refs/heads/`.
 */
name: string, } | { "kind": "remoteBranch", 
/**
 * The remote.
 */
remote: string, 
/**
 * Its name there.
 */
name: string, } | { "kind": "tag", 
/**
 * Its name, without `refs/tags/`.
 */
name: string, } | { "kind": "commit", 
/**
 * Its id in hex.
 */
id: string, } | { "kind": "file", 
/**
 * Where it is.
 */
path: FilePath, 
/**
 * At which commit, in hex; none: at the branch that is checked out.
 */
at: string | null, 
/**
 * The first and the last line, from 1.
 */
lines: [number, number] | null, };

/**
 * The parts of a connection, in the order in which they are looked at.
 */
export type Part = "name" | "proxy" | "connection" | "encryption" | "address" | "product" | "signIn" | "clock" | "rights" | "pace" | "sshConnection" | "sshHostKey" | "sshKeys" | "git" | "lfs";

/**
 * What happened to a file that is not committed yet.
 */
export type PathChange = { "kind": "untracked" } | { "kind": "conflicted" } | { "kind": "tracked", 
/**
 * How.
 */
change: Change, };

/**
 * What is examined.
 */
export type Patient = { "kind": "host", 
/**
 * Which.
 */
id: HostId, } | { "kind": "address", 
/**
 * A host name, or any page or clone address.
 */
url: string, };

/**
 * One permission to tick when a token is made, and what it unlocks.
 */
export type PermissionAdvice = { 
/**
 * The words on the server's page, such as `Project: read`.
 */
permission: string, 
/**
 * What it unlocks.
 */
unlocks: Array<TokenAbility>, 
/**
 * True where Bough works well without it.
 */
optional: boolean, };

/**
 * Who did something, and when.
 */
export type Person = { 
/**
 * Name; lossy where it isn't UTF-8.
 */
name: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * RFC 3339 with the person's own offset.
 */
time: string, };

/**
 * Lets the person choose a file; none where they closed the dialog.
 */
export type PickFile = { title: string, start?: string | null, };

/**
 * Lets the person choose a folder; none where they closed the dialog.
 */
export type PickFolder = { title: string, start?: string | null, };

/**
 * A picture in one of two states.
 */
export type Picture = { 
/**
 * The picture itself, as a `data:` URL.
 */
url: string, 
/**
 * Pixels across.
 */
width: number, 
/**
 * Pixels down.
 */
height: number, };

/**
 * Something that is followed.
 */
export type Prebuild = { 
/**
 * What.
 */
followed: Followed, 
/**
 * The commit that is ready, in hex.
 */
commit: string | null, 
/**
 * Where the work tree is; none before the first one is there.
 */
folder: string | null, 
/**
 * How it stands.
 */
state: PrebuildState, };

/**
 * What the command said, as text.
 */
export type PrebuildLog = { 
/**
 * The last of it, control characters made visible. Hostile.
 */
text: string, };

/**
 * How the command went.
 */
export type PrebuildOutcome = { "kind": "running" } | { "kind": "passed" } | { "kind": "failed", 
/**
 * What it ended with; none where a signal ended it.
 */
code: number | null, } | { "kind": "interrupted" };

/**
 * How the commits of a repository are built. It is the person's and lies with Bough, never in the repository.
 */
export type PrebuildPlan = { 
/**
 * A line for the person's shell, run in the ready work tree. It finds what it is about in its environment: `BOUGH_COMMIT`,
 * `BOUGH_BRANCH`, `BOUGH_PULL_REQUEST`. None: work trees are kept ready and nothing is run.
 */
command: string | null, 
/**
 * Whether the result is told to the host as a build status.
 */
publish: boolean, };

/**
 * What the command said of a commit.
 */
export type PrebuildResult = { 
/**
 * The commit, in hex.
 */
commit: string, 
/**
 * How it went.
 */
outcome: PrebuildOutcome, 
/**
 * When it began, RFC 3339.
 */
began: string, 
/**
 * Why the host was not told, where it should have been.
 */
unpublished: Fault | null, };

/**
 * How a prebuild stands.
 */
export type PrebuildState = { "kind": "waiting" } | { "kind": "preparing", 
/**
 * The job that does it.
 */
job: JobId, } | { "kind": "ready" } | { "kind": "asks", 
/**
 * Why.
 */
why: AskedBecause, } | { "kind": "inUse" } | { "kind": "failed", 
/**
 * Why.
 */
fault: Fault, };

/**
 * The prebuilds of a repository.
 */
export type Prebuilds = { 
/**
 * How they are built.
 */
plan: PrebuildPlan, 
/**
 * True where the person allowed the repository to run programs: without it each commit is asked about.
 */
trusted: boolean, 
/**
 * What is followed, whatever was added last at the end.
 */
prebuilds: Array<Prebuild>, 
/**
 * What the command said of commits, the newest first.
 */
results: Array<PrebuildResult>, };

/**
 * Finds what lives behind a host name or any page or clone URL of it. Sends no secret.
 */
export type ProbeHost = { url: string, };

/**
 * One profile.
 */
export type Profile = { 
/**
 * Its id.
 */
id: ProfileId, 
/**
 * What the person calls it, such as `Work`.
 */
name: string, 
/**
 * Who commits under it.
 */
author: Author, 
/**
 * One of the lane colours, 0 to 7.
 */
color: number, 
/**
 * The key that is offered where a host has none of its own.
 */
ssh: SshChoice, };

/**
 * A profile: identity, accounts, keys, settings, tabs.
 */
export type ProfileId = string;

/**
 * All profiles and which is in use.
 */
export type Profiles = { 
/**
 * The one in use.
 */
active: ProfileId, 
/**
 * All, in the order they were made. Never empty.
 */
profiles: Array<Profile>, };

/**
 * How far a job is.
 */
export type Progress = { 
/**
 * What it does now.
 */
stage: Stage, 
/**
 * Units done in this stage: objects, deltas, files or bytes.
 */
done: number, 
/**
 * Units in this stage; 0 where unknown.
 */
total: number, 
/**
 * Files that are whole, in stages whose units are their bytes; else 0.
 */
filesDone: number, 
/**
 * Files in this stage, where its units are their bytes; else 0.
 */
filesTotal: number, 
/**
 * Bytes received or sent so far.
 */
bytes: number, 
/**
 * Bytes a second over the last seconds; 0 where it makes no sense.
 */
bytesPerSecond: number, 
/**
 * The server's last words on the progress channel, control characters made visible.
 */
remote: string, };

/**
 * A project of a host.
 */
export type Project = { 
/**
 * Its key.
 */
key: string, 
/**
 * Its name.
 */
name: string, 
/**
 * May be empty.
 */
description: string, 
/**
 * True for a person's own.
 */
personal: boolean, };

/**
 * How Git reaches a server.
 */
export type Protocol = "https" | "ssh";

/**
 * How HTTP leaves the computer.
 */
export type Proxy = { "kind": "system" } | { "kind": "none" } | { "kind": "manual", 
/**
 * `http://`, `https://` or `socks5://` URL without a password.
 */
url: string, 
/**
 * Hosts that are reached straight, separated by commas.
 */
except: string, };

/**
 * What decided about the proxy.
 */
export type ProxyRule = { "kind": "setting" } | { "kind": "settingException" } | { "kind": "variable", 
/**
 * Such as `HTTPS_PROXY`.
 */
name: string, } | { "kind": "variableException" } | { "kind": "nothing" };

/**
 * A pull request.
 */
export type PullRequest = { 
/**
 * The repository it goes to.
 */
repository: RepositoryPath, 
/**
 * Its number there.
 */
number: number, 
/**
 * Its title.
 */
title: string, 
/**
 * Markdown; may be empty. Hostile text.
 */
description: string, 
/**
 * Its state.
 */
state: PullRequestState, 
/**
 * Not ready yet.
 */
draft: boolean, 
/**
 * Who made it.
 */
author: User, 
/**
 * Everybody asked to review, with the verdict of each.
 */
reviewers: Array<Reviewer>, 
/**
 * Others who took part.
 */
participants: Array<User>, 
/**
 * Where its commits are.
 */
from: PullRequestEnd, 
/**
 * Where they go.
 */
to: PullRequestEnd, 
/**
 * When it was made, RFC 3339.
 */
created: string, 
/**
 * When it changed last, RFC 3339.
 */
updated: string, 
/**
 * Comments.
 */
comments: number, 
/**
 * Open tasks.
 */
openTasks: number, 
/**
 * Whether it can be merged, as far as the server said.
 */
merge: MergeOutlook, 
/**
 * Its page.
 */
url: string, 
/**
 * Where it was asked for by itself and is not from now.
 */
seen?: Seen | null, };

/**
 * One end of a pull request.
 */
export type PullRequestEnd = { 
/**
 * Branch without `refs/heads/`.
 */
branch: string, 
/**
 * Its commit.
 */
commit: string, 
/**
 * Its repository; none where it was deleted or may not be read.
 */
repository: RepositoryPath | null, 
/**
 * True where the branch was found to be gone; false where it exists or nobody looked.
 */
deleted: boolean, };

/**
 * Which pull requests to list.
 */
export type PullRequestFilter = { "kind": "mine" } | { "kind": "toReview" } | { "kind": "of", 
/**
 * The repository.
 */
repository: RepositoryPath, 
/**
 * Open, merged, declined; none: all.
 */
state: PullRequestState | null, };

/**
 * A pull request's life.
 */
export type PullRequestState = "open" | "merged" | "declined" | "unknown";

/**
 * Starts pushing the current branch, never by force. The hook of a trusted repository is asked first; in one that is not
 * trusted it must be skipped.
 */
export type PushBranch = { id: RepositoryId, skipHooks: boolean, };

/**
 * What pushing the current branch would do.
 */
export type PushOutlook = { 
/**
 * The branch, without `refs/heads/`.
 */
branch: string, 
/**
 * The remote it goes to, to the branch of the same name.
 */
remote: string, 
/**
 * True where a hook of the repository wants to run and the repository is not trusted.
 */
asks: boolean, };

/**
 * Something a running job must ask before it can go on.
 */
export type Question = { 
/**
 * To answer it.
 */
id: QuestionId, 
/**
 * What is asked.
 */
ask: Ask, };

/**
 * A question that a running job asks the person.
 */
export type QuestionId = string;

/**
 * Which redirect URL was registered.
 */
export type RedirectChoice = { "kind": "loopback" } | { "kind": "scheme" } | { "kind": "page", 
/**
 * Its address, with `https`.
 */
url: string, };

/**
 * How an answer comes back from the browser.
 */
export type RedirectForm = "loopback" | "scheme" | "page";

/**
 * Does undone steps again, from the oldest up to this one.
 */
export type RedoStep = { id: RepositoryId, number: number, };

/**
 * A ref shown at a commit.
 */
export type RefLabel = { "kind": "head" } | { "kind": "branch", 
/**
 * Its name.
 */
name: string, 
/**
 * True where HEAD points to it.
 */
current: boolean, } | { "kind": "remote", 
/**
 * The remote.
 */
remote: string, 
/**
 * The branch.
 */
name: string, } | { "kind": "tag", 
/**
 * Its name.
 */
name: string, };

/**
 * All refs of a repository.
 */
export type Refs = { 
/**
 * Where HEAD points.
 */
head: Head, 
/**
 * Local branches, by name.
 */
branches: Array<Branch>, 
/**
 * Remotes, by name, each with its branches.
 */
remotes: Array<Remote>, 
/**
 * Tags, by name.
 */
tags: Array<Tag>, 
/**
 * Stashes, newest first.
 */
stashes: Array<Stash>, 
/**
 * Submodules, by path.
 */
submodules: Array<Submodule>, };

/**
 * Registers Bough on a host with what its administrator was given there; asks the server whether it knows us so. Without
 * a secret the one that is kept stays.
 */
export type RegisterApplication = { host: HostId, clientId: string, clientSecret?: Secret | null, redirect: RedirectChoice, scopes: Array<string>, };

/**
 * Bough as it is registered on a host.
 */
export type Registration = { 
/**
 * The client ID; no secret.
 */
clientId: string, 
/**
 * Where the browser comes back to.
 */
redirect: string, 
/**
 * Which kind of address that is.
 */
form: RedirectForm, 
/**
 * What is asked for.
 */
scopes: Array<string>, 
/**
 * Where the client secret is kept; gone where there is none.
 */
secret: Kept, };

/**
 * What helps.
 */
export type Remedy = { "kind": "checkNetwork" } | { "kind": "checkProxy" } | { "kind": "useAddress", 
/**
 * The right one; none where only the person can know it.
 */
url: string | null, } | { "kind": "judgeCertificate", 
/**
 * Which.
 */
certificate: CertificateView, } | { "kind": "askAdministrator" } | { "kind": "openPage", 
/**
 * Which.
 */
url: string, } | { "kind": "signIn" } | { "kind": "unlockKeychain" } | { "kind": "askForRights" } | { "kind": "setClock" } | { "kind": "wait", 
/**
 * Until when, RFC 3339.
 */
until: string, } | { "kind": "useHttps" } | { "kind": "useSsh" } | { "kind": "acceptHostKey" } | { "kind": "replaceHostKey", 
/**
 * File and line of the old one; may be empty.
 */
knownAt: string, } | { "kind": "addKey", 
/**
 * The server's page for SSH keys.
 */
url: string, } | { "kind": "generateKey" };

/**
 * A remote.
 */
export type Remote = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its address, without a password.
 */
url: string, 
/**
 * Its branches as last fetched.
 */
branches: Array<RemoteBranch>, };

/**
 * A remote and the account that is used for it.
 */
export type RemoteAccount = { 
/**
 * The remote's name.
 */
remote: string, 
/**
 * The host it belongs to, if it is one of ours.
 */
host: HostId | null, 
/**
 * The account that answers for it.
 */
account: AccountId | null, 
/**
 * Who that is.
 */
user: User | null, 
/**
 * Where it lives on the host.
 */
path: RepositoryPath | null, };

/**
 * A branch of a remote.
 */
export type RemoteBranch = { 
/**
 * Name without the remote's.
 */
name: string, 
/**
 * Its commit.
 */
commit: string, };

/**
 * Removes a host from the active profile, with its accounts and their secrets.
 */
export type RemoveHost = { id: HostId, };

/**
 * Removes a profile with its accounts and their secrets. The last one stays.
 */
export type RemoveProfile = { id: ProfileId, };

/**
 * Forgets a registration and its secret. Accounts that came through it stay until their access ends.
 */
export type RemoveRegistration = { host: HostId, };

/**
 * An open repository.
 */
export type Repository = { 
/**
 * Its id.
 */
id: RepositoryId, 
/**
 * The folder's name.
 */
name: string, 
/**
 * The work tree, or the Git folder of a bare one.
 */
path: string, 
/**
 * True without a work tree.
 */
bare: boolean, 
/**
 * True where the history is cut.
 */
shallow: boolean, 
/**
 * Where HEAD points.
 */
head: Head, };

/**
 * A repository to be made on a host.
 */
export type RepositoryDraft = { 
/**
 * Key of the project; none for the account's own.
 */
project: string | null, 
/**
 * Its name; the server makes its place in URLs of it.
 */
name: string, 
/**
 * May be empty.
 */
description: string, 
/**
 * True to let everybody read it.
 */
public: boolean, 
/**
 * The branch that it begins with.
 */
defaultBranch: string, 
/**
 * Name of a `.gitignore` template; see `list_templates`.
 */
ignore: string | null, 
/**
 * SPDX identifier of a licence; see `list_templates`.
 */
licence: string | null, };

/**
 * A local repository that Bough knows.
 */
export type RepositoryId = string;

/**
 * Where a repository lives on a host.
 */
export type RepositoryPath = { 
/**
 * Key of its project; `~slug` for a personal one.
 */
project: string, 
/**
 * Its name in URLs.
 */
slug: string, };

/**
 * Which repositories of a host to list.
 */
export type RepositoryScope = { "kind": "personal" } | { "kind": "recent" } | { "kind": "all" } | { "kind": "project", 
/**
 * Its key.
 */
key: string, };

/**
 * What a reviewer said.
 */
export type ReviewVerdict = "approved" | "needsWork" | "waiting";

/**
 * Somebody who was asked to review.
 */
export type Reviewer = { 
/**
 * Who.
 */
user: User, 
/**
 * What they said.
 */
verdict: ReviewVerdict, 
/**
 * True where the verdict is about older commits than the present ones.
 */
outdated: boolean, };

/**
 * A commit in the list.
 */
export type Row = { 
/**
 * The commit, in hex.
 */
commit: string, 
/**
 * Its parents; more than one is a merge.
 */
parents: Array<string>, 
/**
 * First line of its message, control characters made visible by the window.
 */
summary: string, 
/**
 * Who wrote it.
 */
author: Person, 
/**
 * Lane of its node, from 0.
 */
lane: number, 
/**
 * Index of its colour, to be taken modulo the number of lane colours.
 */
color: number, 
/**
 * Lines between this row's middle and the next row's, from lane to lane.
 */
edges: Array<Edge>, 
/**
 * Refs at this commit.
 */
refs: Array<RefLabel>, };

/**
 * A window of the commit list.
 */
export type Rows = { 
/**
 * Rows in the whole list.
 */
total: number, 
/**
 * Index of the first row here.
 */
start: number, 
/**
 * The rows.
 */
rows: Array<Row>, 
/**
 * Lanes that the widest row of the whole list uses.
 */
lanes: number, 
/**
 * Changes when the list does: rows of different revisions don't mix.
 */
revision: string, };

/**
 * Remembers the open tabs of the active profile.
 */
export type SaveTabs = { tabs: Tabs, };

/**
 * A permission to allow when Bough is registered.
 */
export type ScopeAdvice = { 
/**
 * Its name, such as `REPO_WRITE`.
 */
scope: string, 
/**
 * The words on the server's page.
 */
label: string, 
/**
 * True where Bough works well without it.
 */
optional: boolean, };

/**
 * A token or passphrase as an argument. Wiped when dropped; has no `Serialize`, and `Debug` shows nothing of it.
 */
export type Secret = string;

/**
 * That an answer was seen before, and is what its host said then.
 */
export type Seen = { 
/**
 * When, RFC 3339. Of a list, when its oldest part was.
 */
at: string, 
/**
 * Why the host was not heard; none where it was not asked.
 */
because: Fault | null, };

/**
 * Has the server keep a fork in step with its origin, or stops it.
 */
export type SetForkSync = { account: AccountId, repository: RepositoryPath, enabled: boolean, };

/**
 * Says who is to commit in the repositories of a host, in the active profile; none: whoever its account is.
 */
export type SetIdentityRule = { host: HostId, rule?: IdentityRule | null, };

/**
 * Says how the commits of a repository are built. Nothing is built by that.
 */
export type SetPrebuildPlan = { id: RepositoryId, plan: PrebuildPlan, };

/**
 * How Bough looks and where it puts things. Belongs to the installation, not to a profile.
 */
export type Settings = { 
/**
 * Colours.
 */
theme: Theme, 
/**
 * Rows of 22 px instead of 28 px.
 */
compactRows: boolean, 
/**
 * Zoom in percent, 80 to 200.
 */
zoom: number, 
/**
 * Where clones go by default, as an absolute path.
 */
cloneFolder: string, 
/**
 * Which URL a clone takes by default.
 */
cloneProtocol: Protocol, 
/**
 * How the network is reached.
 */
proxy: Proxy, };

/**
 * Opens the page of the sign-in that waits once more.
 */
export type ShowSignIn = { host: HostId, };

/**
 * Why signing in is needed.
 */
export type SignInReason = "noAccount" | "rejected" | "captcha" | "forgotten" | "ended" | "unregistered" | "declined" | "late" | "unanswered" | "noKey";

/**
 * What is known about a commit's signature.
 */
export type SignatureCheck = { 
/**
 * What it comes to.
 */
verdict: SignatureVerdict, 
/**
 * Who made it, as the key says.
 */
signer: string | null, 
/**
 * The key's fingerprint or number.
 */
key: string | null, 
/**
 * What the program said.
 */
detail: string, };

/**
 * What a signature comes to.
 */
export type SignatureVerdict = "none" | "good" | "uncertified" | "expired" | "revoked" | "unknownKey" | "bad" | "unchecked";

/**
 * Why the source branch of a pull request can't be had.
 */
export type SourceMissing = "branch" | "repository";

/**
 * Which key OpenSSH is given. Precedence: the host's choice, then the profile's, then the agent.
 */
export type SshChoice = { "kind": "agent" } | { "kind": "key", 
/**
 * Path of the private key.
 */
path: string, };

/**
 * A key pair in the user's `~/.ssh`.
 */
export type SshKey = { 
/**
 * Path of the private key.
 */
path: string, 
/**
 * Such as `ssh-ed25519`.
 */
algorithm: string, 
/**
 * `SHA256:…`, as `ssh-keygen -lf` prints it.
 */
fingerprint: string, 
/**
 * The comment behind the public key.
 */
comment: string, 
/**
 * The public key's line, to be copied or uploaded.
 */
publicKey: string, 
/**
 * True where the private key needs a passphrase; none where that can't be told.
 */
encrypted: boolean | null, };

/**
 * Where a chosen key applies.
 */
export type SshScope = { "kind": "profile" } | { "kind": "host", 
/**
 * The host.
 */
host: HostId, };

/**
 * Stages of a job.
 */
export type Stage = "waiting" | "preparing" | "receiving" | "resolving" | "checkingOut" | "lfs" | "sendingLfs" | "submodules" | "sending" | "examining";

/**
 * Puts changes of files into the index.
 */
export type StageChanges = { id: RepositoryId, choice: ChangeChoice, };

/**
 * A stash.
 */
export type Stash = { 
/**
 * Its commit.
 */
commit: string, 
/**
 * Its message.
 */
message: string, };

/**
 * Something that was done in a repository.
 */
export type Step = { 
/**
 * Names it; later steps have larger numbers.
 */
number: number, 
/**
 * What it did.
 */
deed: Deed, 
/**
 * When, RFC 3339.
 */
time: string, };

/**
 * What a step found.
 */
export type StepFinding = { "kind": "resolved", 
/**
 * In the order in which they are tried.
 */
addresses: Array<string>, } | { "kind": "numericAddress" } | { "kind": "unresolved" } | { "kind": "leftToProxy" } | { "kind": "noProxy", 
/**
 * What decided so.
 */
rule: ProxyRule, } | { "kind": "proxyServes", 
/**
 * Name and port.
 */
proxy: string, 
/**
 * What chose it.
 */
rule: ProxyRule, } | { "kind": "proxyUnreachable", 
/**
 * Name and port.
 */
proxy: string, 
/**
 * What chose it.
 */
rule: ProxyRule, } | { "kind": "proxyRefuses", 
/**
 * Name and port.
 */
proxy: string, 
/**
 * What chose it.
 */
rule: ProxyRule, } | { "kind": "connected", 
/**
 * Address and port.
 */
address: string, } | { "kind": "connectedByProxy", 
/**
 * Name and port.
 */
proxy: string, } | { "kind": "unreachable" } | { "kind": "silent" } | { "kind": "encrypted", 
/**
 * Such as `TLS 1.3`.
 */
version: string, 
/**
 * Whose trust it rests on.
 */
anchor: Anchor, 
/**
 * What the server sent, its own first.
 */
chain: Array<ChainLink>, } | { "kind": "certificateEndsSoon", 
/**
 * Such as `TLS 1.3`.
 */
version: string, 
/**
 * Whose trust it rests on.
 */
anchor: Anchor, 
/**
 * What the server sent, its own first.
 */
chain: Array<ChainLink>, 
/**
 * When, RFC 3339.
 */
until: string, } | { "kind": "notEncrypted" } | { "kind": "untrusted", 
/**
 * The server's own.
 */
certificate: CertificateView, 
/**
 * What the server sent, its own first.
 */
chain: Array<ChainLink>, } | { "kind": "plainHttp" } | { "kind": "tlsFailed" } | { "kind": "answersThere" } | { "kind": "answersElsewhere", 
/**
 * Where.
 */
url: string, } | { "kind": "somethingAnswers", 
/**
 * HTTP status.
 */
status: number, } | { "kind": "webPage", 
/**
 * The address that answered.
 */
url: string, } | { "kind": "outOfOrder", 
/**
 * HTTP status.
 */
status: number, } | { "kind": "product", 
/**
 * What it calls itself.
 */
name: string, 
/**
 * Such as `9.4.1`.
 */
version: string, } | { "kind": "oldProduct", 
/**
 * Such as `7.6.0`.
 */
version: string, } | { "kind": "tooOld", 
/**
 * Such as `5.1.0`.
 */
version: string, } | { "kind": "cloud" } | { "kind": "notBitbucket" } | { "kind": "clockAgrees", 
/**
 * Seconds by which the server's is ahead.
 */
seconds: number, } | { "kind": "clockOff", 
/**
 * Seconds by which the server's is ahead; below 0 where it is behind.
 */
seconds: number, } | { "kind": "noClock" } | { "kind": "noAccount" } | { "kind": "signedIn", 
/**
 * To be shown.
 */
user: string, } | { "kind": "tokenEndsSoon", 
/**
 * To be shown.
 */
user: string, 
/**
 * The last day.
 */
until: string, } | { "kind": "tokenRefused" } | { "kind": "tokenExpired", 
/**
 * The last day.
 */
until: string, } | { "kind": "captcha" } | { "kind": "rights", 
/**
 * All that was tried.
 */
abilities: Array<AbilityCheck>, } | { "kind": "readOnly", 
/**
 * All that was tried.
 */
abilities: Array<AbilityCheck>, } | { "kind": "nothingReadable" } | { "kind": "budget", 
/**
 * Requests that are left now.
 */
remaining: number, 
/**
 * Requests at most.
 */
limit: number, } | { "kind": "noLimit" } | { "kind": "paused", 
/**
 * Until when, RFC 3339.
 */
until: string, } | { "kind": "sshOff" } | { "kind": "sshConnected", 
/**
 * Name and port.
 */
address: string, } | { "kind": "sshUnreachable", 
/**
 * Name and port.
 */
address: string, } | { "kind": "hostKeyKnown", 
/**
 * `SHA256:…`.
 */
fingerprint: string, } | { "kind": "hostKeyUnknown", 
/**
 * What the server showed, `SHA256:…`.
 */
shown: string, 
/**
 * True where the server says over HTTPS that this is its key; none where it does not say.
 */
confirmed: boolean | null, } | { "kind": "hostKeyWrong", 
/**
 * What is wrong.
 */
problem: HostKeyProblem, 
/**
 * File and line that know another key; may be empty.
 */
knownAt: string, 
/**
 * What the server showed, `SHA256:…`.
 */
shown: string, 
/**
 * True where the server says over HTTPS that this is its key; none where it does not say.
 */
confirmed: boolean | null, } | { "kind": "keyTaken", 
/**
 * All that were offered.
 */
keys: Array<OfferedKey>, } | { "kind": "keyLocked", 
/**
 * All that were offered.
 */
keys: Array<OfferedKey>, } | { "kind": "noKeyTaken", 
/**
 * All that were offered.
 */
keys: Array<OfferedKey>, } | { "kind": "noKey" } | { "kind": "gitAnswers", 
/**
 * Of which repository.
 */
repository: string, 
/**
 * So many branches, tags and other refs.
 */
refs: number, } | { "kind": "gitOff", 
/**
 * The repository that was asked for.
 */
repository: string, } | { "kind": "gitMangled", 
/**
 * The repository that was asked for.
 */
repository: string, 
/**
 * Name and port of the proxy, where one is used.
 */
proxy: string | null, } | { "kind": "noRepository" } | { "kind": "lfsAnswers", 
/**
 * Of which repository.
 */
repository: string, } | { "kind": "lfsOff", 
/**
 * Which.
 */
repository: string, } | { "kind": "lfsBroken", 
/**
 * Of which repository.
 */
repository: string, } | { "kind": "noAnswer", 
/**
 * So long was waited.
 */
seconds: number, } | { "kind": "failed", 
/**
 * What.
 */
fault: Fault, } | { "kind": "after", 
/**
 * The one that failed.
 */
part: Part, };

/**
 * How a step went.
 */
export type StepResult = "fine" | "warning" | "broken" | "notTried" | "notApplicable";

/**
 * Stops it. Its work tree goes, unless something of the person's is in it: that is told, and `work` says what happens then.
 */
export type StopFollowing = { id: RepositoryId, followed: Followed, work: WorkThere, };

/**
 * A submodule.
 */
export type Submodule = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Where it comes from.
 */
url: string, 
/**
 * True where it was checked out.
 */
present: boolean, };

/**
 * Uses another profile: accounts, keys and tabs switch with it.
 */
export type SwitchProfile = { id: ProfileId, };

/**
 * One tab.
 */
export type Tab = { 
/**
 * What it shows.
 */
repository: RepositoryId, 
/**
 * A name the person gave it.
 */
alias: string | null, };

/**
 * The open tabs of the active profile, in order.
 */
export type Tabs = { 
/**
 * The repositories that are open.
 */
open: Array<Tab>, 
/**
 * Which of them is in front; none means the Repositories tab.
 */
front: RepositoryId | null, };

/**
 * A tag.
 */
export type Tag = { 
/**
 * Name without `refs/tags/`.
 */
name: string, 
/**
 * The commit it points to in the end; none where it is something else.
 */
commit: string | null, 
/**
 * True where the tag is an object with a message.
 */
annotated: boolean, };

/**
 * What was asked for from outside: on the command line, by a link, or by a second start. Each is answered once.
 */
export type TakeOpenRequests = Record<symbol, never>;

/**
 * Kinds of jobs.
 */
export type Task = "clone" | "fetchLfs" | "fetch" | "push" | "checkOut" | "addWorktree" | "prebuild" | "lookForPrebuilds" | "create" | "finishCreation" | "signIn" | "examine";

/**
 * What a new repository can begin with.
 */
export type Templates = { 
/**
 * Names of `.gitignore` templates.
 */
ignores: Array<string>, 
/**
 * Licences, the most used ones first.
 */
licences: Array<Licence>, };

/**
 * Asks quietly whether there is something new where that is due, or `now`.
 */
export type TendPrebuilds = { now: boolean, };

/**
 * Tries again what an account's token allows.
 */
export type TestAccount = { id: AccountId, };

/**
 * Has the server send a ping to where a webhook leads, and tells what became of it. `name` is what the person saw it called.
 */
export type TestWebhook = { account: AccountId, repository: RepositoryPath, webhook: number, name: string, };

/**
 * Colour theme.
 */
export type Theme = "system" | "dark" | "light" | "highContrast";

/**
 * What a token can be asked to do.
 */
export type TokenAbility = "identity" | "readRepositories" | "readPullRequests" | "writeRepositories" | "createRepositories" | "administerRepositories" | "addSshKeys";

/**
 * How a host's certificate is trusted.
 */
export type Trust = { "kind": "system" } | { "kind": "pinned", 
/**
 * SHA-256 of the certificate in hex, upper case, colons between bytes.
 */
sha256: string, } | { "kind": "authority", 
/**
 * The authority's name.
 */
name: string, 
/**
 * SHA-256 of its certificate.
 */
sha256: string, };

/**
 * Changes how the certificate of the server behind a URL is trusted, for this host only.
 */
export type TrustCertificate = { url: string, choice: TrustChoice, };

/**
 * How to trust a certificate from now on, for one host.
 */
export type TrustChoice = { "kind": "pin", 
/**
 * As in [`CertificateView`].
 */
sha256: string, } | { "kind": "authority", 
/**
 * As in [`AuthorityView`].
 */
sha256: string, } | { "kind": "file", 
/**
 * Its path.
 */
path: string, } | { "kind": "system" };

/**
 * Allows a repository to run programs of its own, such as hooks, or forbids it again.
 */
export type TrustRepository = { id: RepositoryId, trusted: boolean, };

/**
 * What undoing or redoing would do, before it is done. Whatever goes can be brought back by the other.
 */
export type UndoOutlook = { 
/**
 * Commits that the current branch would not have any more, the newest first, at most fifty.
 */
commits: Array<LeftCommit>, 
/**
 * How many there are in truth.
 */
commitsTotal: number, 
/**
 * Files that would become other bytes or go, as text, at most `FILES_NAMED`.
 */
files: Array<string>, 
/**
 * How many there are in truth.
 */
filesTotal: number, 
/**
 * How many entries of the index would change.
 */
entries: number, 
/**
 * The commands of Git that do the same, quoted for a shell; none where nothing would change.
 */
command: string | null, };

/**
 * What can be undone and redone.
 */
export type UndoState = { 
/**
 * Steps that are done, the newest first: undoing takes the first.
 */
done: Array<Step>, 
/**
 * Steps that were undone, the oldest first: redoing takes the first.
 */
undone: Array<Step>, 
/**
 * The message of the commit that was undone just now, for whoever wants to make it anew.
 */
message: string | null, };

/**
 * Undoes the steps from the newest down to this one.
 */
export type UndoStep = { id: RepositoryId, number: number, };

/**
 * Takes changes out of the index; the files stay.
 */
export type UnstageChanges = { id: RepositoryId, choice: ChangeChoice, };

/**
 * Adds a public key to an account, or says where to paste it.
 */
export type UploadSshKey = { account: AccountId, path: string, };

/**
 * A branch's upstream.
 */
export type Upstream = { 
/**
 * Such as `origin/main`.
 */
name: string, 
/**
 * True where it was deleted.
 */
gone: boolean, 
/**
 * Commits we have and it has not.
 */
ahead: number, 
/**
 * Commits it has and we have not.
 */
behind: number, };

/**
 * Says who commits in a repository from now on, and with which key they sign; without one that stays as it is.
 */
export type UseIdentity = { id: RepositoryId, author: Author, signingKey?: string | null, };

/**
 * A user of a host.
 */
export type User = { 
/**
 * Unique name, as it is signed in with.
 */
name: string, 
/**
 * Name in URLs; differs from `name`.
 */
slug: string, 
/**
 * Name to be shown.
 */
displayName: string, 
/**
 * May be hidden.
 */
email: string | null, 
/**
 * False where the account was removed or disabled.
 */
active: boolean, };

/**
 * How a try went.
 */
export type Verdict = "allowed" | "refused" | "unknown";

/**
 * How changes of others are noticed while a repository is open.
 */
export type Watching = "told" | "crowded" | "deaf" | "nobody";

/**
 * How an account signs in.
 */
export type Way = "token" | "browser";

/**
 * A webhook. Its secret never comes out of the server's answer, only whether there is one.
 */
export type Webhook = { 
/**
 * Its number in the repository.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Where it sends to.
 */
url: string, 
/**
 * What it is told.
 */
events: Array<string>, 
/**
 * False where it sends nothing.
 */
active: boolean, 
/**
 * True where it signs what it sends.
 */
signed: boolean, 
/**
 * Whether it checks the other end's certificate; none where the server does not tell.
 */
verify: boolean | null, 
/**
 * When it was last changed, RFC 3339, where that is told.
 */
updated: string | null, 
/**
 * How its last delivery went, where there was one and the server tells.
 */
last: Delivery | null, };

/**
 * A webhook as it is to be.
 */
export type WebhookDraft = { 
/**
 * Its name.
 */
name: string, 
/**
 * Where it is to send to: `https` or `http`, without a user's name.
 */
url: string, 
/**
 * What it is to be told; at least one.
 */
events: Array<string>, 
/**
 * False where it is to send nothing.
 */
active: boolean, 
/**
 * Whether it is to check the other end's certificate.
 */
verify: boolean, };

/**
 * What a webhook signs with.
 */
export type WebhookSecret = { "kind": "keep" } | { "kind": "nothing" } | { "kind": "generate" } | { "kind": "given", 
/**
 * The secret.
 */
secret: Secret, };

/**
 * The webhooks of a repository.
 */
export type Webhooks = { 
/**
 * All of them, in the server's order.
 */
webhooks: Array<Webhook>, 
/**
 * What this server can tell of a repository, by its own names such as `repo:refs_changed`.
 */
events: Array<string>, };

/**
 * What becomes of a work tree with something of the person's in it.
 */
export type WorkThere = "ask" | "keep" | "lose";

/**
 * What would be lost with a work tree.
 */
export type WorktreeLoss = { 
/**
 * Files with changes that are not committed, at most fifty.
 */
files: Array<string>, 
/**
 * How many there are in truth.
 */
filesTotal: number, 
/**
 * First lines of commits that nothing else has, at most fifty.
 */
commits: Array<string>, 
/**
 * How many there are in truth.
 */
commitsTotal: number, 
/**
 * Where the work tree was kept because of them; none: it is gone.
 */
kept: string | null, };
