//! What is done with the person's own things: keys, host files, large files, profiles.

use std::path::PathBuf;

use clap::Subcommand;

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
