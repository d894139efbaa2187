//! The command line. No argument holds a secret: tokens and passphrases are typed unseen or come on standard input.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What there is to do with remotes.
#[derive(Debug, Subcommand)]
pub enum RemoteCommand {
    /// Lists what a repository was forked from, its forks and other relatives, as far as the account may see them.
    Kin {
        /// PROJ/repo; by default the host's repository behind `origin`.
        repository: Option<String>,
        /// The repository here, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
        /// The host of PROJ/repo, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Adds a remote and fetches it.
    Add {
        /// What it is to be called.
        name: String,
        /// PROJ/repo on a connected host, a page of it, or an address.
        source: String,
        /// Where it takes pushes, if elsewhere.
        #[arg(long, value_name = "URL")]
        push_url: Option<String>,
        /// Reaches PROJ/repo by SSH.
        #[arg(long)]
        ssh: bool,
        /// Fetches nothing yet.
        #[arg(long)]
        no_fetch: bool,
        /// The repository here, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
        /// The host of PROJ/repo, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
}

/// What to fork.
#[derive(Debug, Args)]
pub struct Fork {
    /// PROJ/repo.
    pub repository: String,
    /// The project it goes to; your own where nothing is said.
    #[arg(long, value_name = "KEY")]
    pub project: Option<String>,
    /// What it is to be called; as before where nothing is said.
    #[arg(long)]
    pub name: Option<String>,
    /// Has the server keep it in step with its origin.
    #[arg(long)]
    pub sync: bool,
    /// The host, where there are several.
    #[arg(long)]
    pub host: Option<String>,
}

/// What there is to do with webhooks. All of it needs the right to administer the repository.
#[derive(Debug, Subcommand)]
pub enum WebhookCommand {
    /// Lists them.
    List {
        /// PROJ/repo.
        repository: String,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Makes one.
    Create {
        /// PROJ/repo.
        repository: String,
        /// Where it sends to.
        url: String,
        /// What it is called.
        #[arg(long)]
        name: String,
        /// What it is told, such as `pr:opened`; may be given several times.
        #[arg(long = "event", value_name = "EVENT", default_value = "repo:refs_changed")]
        events: Vec<String>,
        /// Signs what it sends: the key for that is typed unseen, or the first line of standard input.
        #[arg(long)]
        signed: bool,
        /// Sends nothing yet.
        #[arg(long)]
        inactive: bool,
        /// The server does not check the certificate of the other end.
        #[arg(long)]
        no_verify: bool,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Has the server send a ping, and shows what became of it.
    Test {
        /// PROJ/repo.
        repository: String,
        /// Its number; see `list`.
        webhook: u64,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Shows what the server remembers of its deliveries.
    Deliveries {
        /// PROJ/repo.
        repository: String,
        /// Its number; see `list`.
        webhook: u64,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Removes one, after a yes.
    Delete {
        /// PROJ/repo.
        repository: String,
        /// Its number; see `list`.
        webhook: u64,
        /// Says yes beforehand.
        #[arg(long)]
        yes: bool,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
}

/// What to create.
#[derive(Debug, Args)]
pub struct Create {
    /// PROJ/name; without a project it becomes your own.
    pub name: String,
    /// Where to; by default a folder of its name here.
    pub folder: Option<PathBuf>,
    /// What it is for.
    #[arg(long, default_value = "")]
    pub description: String,
    /// Lets everybody read it.
    #[arg(long)]
    pub public: bool,
    /// The branch that it begins with.
    #[arg(long, default_value = "main")]
    pub default_branch: String,
    /// Begins with this .gitignore template; see `bough templates`.
    #[arg(long, value_name = "TEMPLATE")]
    pub gitignore: Option<String>,
    /// Begins with this licence; see `bough templates`.
    #[arg(long, value_name = "SPDX", alias = "license")]
    pub licence: Option<String>,
    /// Reaches it by SSH.
    #[arg(long)]
    pub ssh: bool,
    /// Leaves nothing of it on this computer.
    #[arg(long, conflicts_with = "folder")]
    pub no_clone: bool,
    /// The host, where there are several.
    #[arg(long)]
    pub host: Option<String>,
}

/// Bough from a terminal: a Git client for Bitbucket Server and Data Center.
#[derive(Debug, Parser)]
#[command(name = "bough", version, propagate_version = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Answers, and faults on standard error, as JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// Keeps Bough's own files there.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data_folder: Option<PathBuf>,
    /// Uses this instead of ~/.ssh: keys, `config` and `known_hosts`.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub ssh_folder: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What there is to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Calls a command of the core by its name; see `bough call list`.
    Call {
        /// Its name; `list` names them all.
        name: String,
        /// Its arguments as JSON; `-` reads them from standard input. Must be `-` where they may hold a secret.
        arguments: Option<String>,
    },
    /// Connects a host with a token, typed unseen or read from standard input.
    Connect {
        /// The host: a name, or any page or clone URL of it.
        url: String,
        /// When the token ends, such as 2027-01-31.
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        /// Accepts a connection without encryption: everybody on the way can read the token.
        #[arg(long)]
        plain_http: bool,
    },
    /// Registers Bough on a server, for its administrator: shows what to enter there, or takes what the server gave. The
    /// client's own key is typed unseen or read from standard input.
    Register {
        /// The server: a name, or any page or clone URL of it.
        url: String,
        /// The client ID that the server gave; without it, what to enter on the server is shown.
        #[arg(long, value_name = "ID")]
        client_id: Option<String>,
        /// The redirect URL that was entered: `loopback`, `scheme`, or a page of yours that begins with https.
        #[arg(long, default_value = "loopback")]
        redirect: String,
        /// A permission to ask for; may be given several times. The smallest that works where nothing is said.
        #[arg(long, value_name = "NAME")]
        scope: Vec<String>,
    },
    /// Signs in through the browser, on a server where Bough is registered.
    Authorise {
        /// The host, where there are several.
        host: Option<String>,
    },
    /// Host files: what others need to connect to a server.
    HostFile {
        /// What to do.
        #[command(subcommand)]
        command: HostFileCommand,
    },
    /// Lists the hosts of the profile, their accounts and what each token allows.
    Hosts,
    /// Lists repositories of a host.
    Repos {
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
        /// `personal`, `recent`, `all` or the key of a project.
        #[arg(long, default_value = "all")]
        scope: String,
        /// At most so many.
        #[arg(long, default_value_t = 200, value_name = "COUNT")]
        limit: usize,
        /// What their names contain.
        search: Option<String>,
    },
    /// Clones a repository. Ctrl+C leaves nothing behind.
    Clone {
        /// Its address, a page of it, or PROJ/repo on a connected host.
        source: String,
        /// Where to; by default a folder of its name here.
        folder: Option<PathBuf>,
        /// The branch to check out.
        #[arg(long)]
        branch: Option<String>,
        /// Only so many commits.
        #[arg(long, value_name = "COMMITS")]
        depth: Option<u32>,
        /// Reaches PROJ/repo by SSH.
        #[arg(long)]
        ssh: bool,
        /// Clones its submodules too.
        #[arg(long)]
        recurse_submodules: bool,
        /// The host of PROJ/repo, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Creates a repository on a host, with a first commit if asked for, and clones it.
    Create(Create),
    /// Forks a repository of a host.
    Fork(Fork),
    /// Shows how a fork stands to its origin.
    ForkStatus {
        /// PROJ/repo.
        repository: String,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Lists relatives of a repository on its host, and adds remotes.
    Remote {
        /// What to do.
        #[command(subcommand)]
        command: RemoteCommand,
    },
    /// Webhooks of a repository on a host.
    Webhook {
        /// What to do.
        #[command(subcommand)]
        command: WebhookCommand,
    },
    /// Pushes the first commit of a repository that was created on a host, where that did not come to its end.
    FinishCreation {
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Lists the .gitignore templates and licences that a repository can begin with.
    Templates,
    /// Lists pull requests with the verdicts of their reviewers; your own where nothing is said.
    Prs {
        /// Those you made.
        #[arg(long, group = "which")]
        mine: bool,
        /// Those that wait for your verdict.
        #[arg(long, group = "which")]
        to_review: bool,
        /// Those of one repository.
        #[arg(long, group = "which", value_name = "PROJ/repo")]
        repo: Option<String>,
        /// Which of a repository's.
        #[arg(long, value_enum, default_value_t = State::Open, requires = "repo")]
        state: State,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Shows a pull request: who made it, who reviews it, what each says.
    Pr {
        /// PROJ/repo.
        repository: String,
        /// Its number.
        number: u64,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Lists, makes and uploads SSH keys.
    SshKey {
        /// What to do; lists them where nothing is said.
        #[command(subcommand)]
        command: Option<SshKeyCommand>,
    },
    /// Lists, adds, uses and removes profiles.
    Profiles {
        /// What to do; lists them where nothing is said.
        #[command(subcommand)]
        command: Option<ProfilesCommand>,
    },
    /// Shows the certificate of a server and trusts it after a yes.
    Trust {
        /// The server.
        url: String,
        /// Says yes beforehand, to exactly the certificate with this SHA-256.
        #[arg(long, value_name = "FINGERPRINT", group = "how")]
        sha256: Option<String>,
        /// Trusts the authority that the server sends along, for this server only.
        #[arg(long)]
        authority: bool,
        /// Trusts the authorities in this PEM file, for this server only.
        #[arg(long, value_name = "PEM", group = "how", conflicts_with = "authority")]
        file: Option<PathBuf>,
        /// Trusts only whom the operating system trusts, as at first.
        #[arg(long, group = "how", conflicts_with = "authority")]
        system: bool,
    },
    /// Shows what is staged and what is not.
    Status {
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Makes a commit from what is staged.
    Commit {
        /// Its message.
        #[arg(short, long)]
        message: String,
        /// Replaces the last commit.
        #[arg(long)]
        amend: bool,
        /// Stages all changes before.
        #[arg(long)]
        all: bool,
        /// Signs it, also where the configuration does not ask for it.
        #[arg(short = 'S', long, group = "signature")]
        sign: bool,
        /// Does not sign it, also where the configuration asks for it.
        #[arg(long, group = "signature")]
        no_sign: bool,
        /// Says that you may pass this work on (Signed-off-by).
        #[arg(short, long)]
        signoff: bool,
        /// Who wrote it too; may be given several times.
        #[arg(long, value_name = "NAME <ADDRESS>")]
        co_author: Vec<String>,
        /// Runs no hooks of the repository.
        #[arg(long, group = "hooks")]
        no_verify: bool,
        /// Trusts the repository from now on: its hooks run.
        #[arg(long, group = "hooks")]
        trust: bool,
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Files of Git LFS; the program git-lfs is not needed.
    Lfs {
        /// What to do.
        #[command(subcommand)]
        command: LfsCommand,
    },
    /// Undoes the last thing that Bough did in a repository.
    Undo {
        /// Does what was undone last again.
        #[arg(long, group = "what")]
        redo: bool,
        /// Lists what was done and undone.
        #[arg(long, group = "what")]
        list: bool,
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Lists what was done here, with the commands of Git that do the same; also what an open window does.
    Activity {
        /// At most so many.
        #[arg(short = 'n', long, default_value_t = 20, value_name = "COUNT")]
        count: u32,
        /// Only what has all these words somewhere.
        words: Vec<String>,
    },
    /// Fetches what is new on every remote.
    Fetch {
        /// The repository's folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Pushes the current branch to the branch of the same name, never by force.
    Push {
        /// Does not ask the repository's pre-push hook.
        #[arg(long)]
        no_verify: bool,
        /// Trusts the repository from now on, so that its hooks run.
        #[arg(long)]
        trust: bool,
        /// The repository's folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Opens a repository in the window, or shows there what a text stands for.
    Open {
        /// A folder, or what `find` takes.
        what: PathBuf,
    },
    /// Says what a text stands for, and which clones of it are here. Asks no server.
    Find {
        /// Any page or clone address of a connected host, PROJ/repo, PROJ/repo#12, or a bough:// link.
        text: String,
    },
}

/// What to do with SSH keys.
#[derive(Debug, Subcommand)]
pub enum SshKeyCommand {
    /// Lists key pairs.
    List,
    /// Makes an ed25519 key pair and prints its public half. The passphrase is typed unseen, or the first line of standard
    /// input.
    New {
        /// For this host, which uses it from then on.
        #[arg(long)]
        host: Option<String>,
        /// What stands behind the public key.
        #[arg(long)]
        comment: Option<String>,
        /// Whoever has the file can use the key.
        #[arg(long)]
        no_passphrase: bool,
    },
    /// Adds a public key to the account on a host.
    Upload {
        /// The key's file.
        path: PathBuf,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
}

/// What to do with host files.
#[derive(Debug, Subcommand)]
pub enum HostFileCommand {
    /// Writes one into a folder.
    Export {
        /// The folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The host, where there are several.
        #[arg(long)]
        host: Option<String>,
        /// Puts the client's own key in: whoever has the file can speak for Bough then.
        #[arg(long)]
        complete: bool,
    },
    /// Adds the host of one.
    Open {
        /// The file.
        path: PathBuf,
    },
}

/// What to do with files of Git LFS.
#[derive(Debug, Subcommand)]
pub enum LfsCommand {
    /// Downloads those that are missing.
    Fetch {
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
}

/// What to do with profiles.
#[derive(Debug, Subcommand)]
pub enum ProfilesCommand {
    /// Lists them; the one in use has a star.
    List,
    /// Adds one.
    Add {
        /// What to call it.
        name: String,
        /// Who commits under it.
        #[arg(long, default_value = "", value_name = "NAME")]
        author: String,
        /// Their e-mail address.
        #[arg(long, default_value = "", value_name = "ADDRESS")]
        email: String,
    },
    /// Uses another.
    Use {
        /// Its name.
        name: String,
    },
    /// Removes one with its accounts and their tokens.
    Remove {
        /// Its name.
        name: String,
    },
}

/// States of pull requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Open ones.
    Open,
    /// Merged ones.
    Merged,
    /// Declined ones.
    Declined,
    /// All.
    All,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn no_argument_takes_a_secret() {
        fn names(command: &clap::Command, into: &mut Vec<String>) {
            into.extend(command.get_arguments().map(|argument| argument.get_id().to_string()));
            command.get_subcommands().for_each(|inner| names(inner, into));
        }
        let mut all = Vec::new();
        names(&Arguments::command(), &mut all);
        assert!(all.len() > 20, "{all:?}");
        let secret = |name: &&String| ["token", "password", "secret"].iter().any(|word| name.contains(word));
        assert_eq!(all.iter().find(secret), None);
        // The one that sounds like it is a switch.
        assert!(all.iter().filter(|name| name.contains("passphrase")).all(|name| name == "no_passphrase"));
    }
}
