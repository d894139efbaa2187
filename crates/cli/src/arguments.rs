//! The command line. No argument holds a secret: tokens and passphrases are typed unseen or come on standard input.

mod hosted;
mod own;
mod prebuild;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub use hosted::{Create, Fork, RemoteCommand, WebhookCommand};
pub use own::{HostFileCommand, LfsCommand, ProfilesCommand, SshKeyCommand};
pub use prebuild::{Prebuild, PrebuildCommand};

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
    /// Examines the connection to a host, step by step, and says what helps at the first step that fails. Ends with 19 where
    /// one does.
    Doctor {
        /// The host, where there are several; or any address, also of a server that was never added.
        host: Option<String>,
        /// The repository that Git and LFS are asked for; the first that the account may read where nothing is said.
        #[arg(long, value_name = "PROJ/repo")]
        repo: Option<String>,
    },
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
    /// Checks out a branch, a commit or a pull request. What is not committed is carried along; it can be undone.
    Checkout {
        /// A branch, here or on a remote; a commit; a pull request, as #12 or PROJ/repo#12.
        what: String,
        /// Leaves the work tree as it is and makes another one beside the repository.
        #[arg(long)]
        worktree: bool,
        /// The same, in this folder.
        #[arg(long, value_name = "FOLDER")]
        at: Option<PathBuf>,
        /// The repository, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
        /// The host of PROJ/repo, where there are several.
        #[arg(long)]
        host: Option<String>,
    },
    /// Work trees that are kept ready for what one follows, and built.
    Prebuild(Prebuild),
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
    /// Prints the address of the page on which the host shows what is here: the repository, a branch, a tag, a commit, a file.
    Page {
        /// A branch, tag or commit, or a file as `path` or `path:line`; without one the repository.
        what: Option<String>,
        /// A commit, branch or tag at which the file is shown; by default the branch that is checked out.
        #[arg(long, value_name = "REVISION", requires = "what")]
        at: Option<String>,
        /// The repository here, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Says what a text stands for, and which clones of it are here. Asks no server.
    Find {
        /// Any page or clone address of a connected host, PROJ/repo, PROJ/repo#12, or a bough:// link.
        text: String,
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
