//! What has to happen once before any repository is touched.

/// First thing in `main`, before threads start and before any other use of this crate: our transports take the place of
/// libgit2's, written files are brought to disk, repositories of other users are refused. Further calls do nothing.
pub fn start() {
    crate::transport::register();
}
