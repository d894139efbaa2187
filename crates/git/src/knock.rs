//! Knocking at a repository's doors: whether Git answers over HTTP(S) and over SSH, and whether LFS does. Nothing is fetched.

use std::sync::Arc;

use crate::context::Context;
use crate::error::Error;
use crate::progress::Reporter;
use crate::transport::{self, Current};

/// What came of knocking over SSH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SshKnock {
    /// True where the server spoke as Git does: then the key was taken, and the repository is there.
    pub answered: bool,
    /// All that `ssh` said, control characters made visible. With the option `-v` among those of the launch it tells of each
    /// step that it took.
    pub words: String,
}

/// Asks a repository over HTTP(S) for its refs, as a fetch begins; how many there are. Blocks. Fails as a fetch does.
pub fn knock_at_http(context: &Context, url: &str) -> Result<usize, Error> {
    transport::refs_over_http(&current(context), url)
}

/// Begins to fetch over SSH and ends as soon as the server speaks. Blocks. Fails only where `ssh` can't be started, is silent
/// for too long or is cancelled: what it says is for the caller to read.
pub fn knock_at_ssh(context: &Context, url: &str) -> Result<SshKnock, Error> {
    transport::words_of_ssh(&current(context), url)
}

/// Asks the LFS server of a repository over HTTP(S) for nothing in particular; false where it is switched off. Blocks.
pub fn knock_at_lfs(context: &Context, url: &str) -> Result<bool, Error> {
    crate::lfs::is_on(context, url)
}

fn current(context: &Context) -> Arc<Current> {
    Current::new(context, &Arc::new(Reporter::of(context)), None)
}
