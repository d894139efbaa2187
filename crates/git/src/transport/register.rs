//! The calls of libgit2 that Rust can't check: they change the whole process and must not race with any other use of
//! libgit2. They are made once, first thing in `main`.
#![expect(unsafe_code, reason = "registration and process-wide options have no safe form in git2; see each call")]

use std::ffi::c_int;
use std::sync::OnceLock;

use git2::Remote;
use git2::transport::Transport;

use super::current::Current;
use super::https::Https;
use super::refuse::Refuse;
use super::ssh::Ssh;
use crate::error::Error;

/// Puts our transports before libgit2's own and sets what holds for the whole process. Later calls do nothing.
///
/// Besides `ssh://` the SSH transport gets every address with a colon that no scheme claims, and refuses what is no
/// form of SSH. `git://` is refused; local paths stay with libgit2, and no address that others wrote gets that far.
pub(crate) fn register() {
    REGISTERED.get_or_init(|| {
        // SAFETY: `start` promises that nothing else uses libgit2 yet; `OnceLock` that this happens once.
        let registered = unsafe {
            git2::transport::register("https", http)
                .and_then(|()| git2::transport::register("http", http))
                .and_then(|()| {
                    git2::transport::register("ssh", |remote| Transport::smart(remote, false, Ssh::new(Current::get()?)))
                })
                .and_then(|()| {
                    git2::transport::register("git", |remote| Transport::smart(remote, false, Refuse(Current::get()?)))
                })
                .and_then(|()| git2::opts::set_verify_owner_validation(true))
        };
        let option = libgit2_sys::GIT_OPT_ENABLE_FSYNC_GITDIR.cast_signed();
        let on: c_int = 1;
        // SAFETY: the option takes one int, which is given.
        let synced = unsafe { libgit2_sys::git_libgit2_opts(option, on) };
        registered.is_ok() && synced == 0
    });
}

/// Refuses to let libgit2 near a network where our transports are not in its way.
pub(crate) fn ready() -> Result<(), Error> {
    match REGISTERED.get() {
        Some(true) => Ok(()),
        _ => Err(Error::broken("the transports are not registered")),
    }
}

static REGISTERED: OnceLock<bool> = OnceLock::new();

fn http(remote: &Remote<'_>) -> Result<Transport, git2::Error> {
    Transport::smart(remote, true, Https::new(Current::get()?))
}
