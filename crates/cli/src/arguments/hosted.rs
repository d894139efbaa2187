//! What is done with repositories on hosts: remotes, forks, webhooks, creating.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
    /// Shows which account answers for each remote, or has another one answer for those on its host.
    Account {
        /// The user name of the account that is to answer.
        user: Option<String>,
        /// The host, where the user is known on several.
        #[arg(long)]
        host: Option<String>,
        /// The repository here, or a folder in it.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
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
