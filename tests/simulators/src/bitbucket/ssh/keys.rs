//! The `authorized_keys` file, written anew whenever users' keys change.

use std::fmt::Write as _;

use crate::Error;
use crate::bitbucket::server::Server;

/// Writes one line per key: it may only run the gateway, which knows for whom.
pub(crate) fn write_keys(server: &Server) -> Result<(), Error> {
    let Some(ssh) = &server.ssh else { return Ok(()) };
    let gateway = ssh.folder.join("gateway.sh");
    let mut text = String::new();
    for key in &server.world().keys {
        let _ = writeln!(text, "restrict,command=\"/bin/sh '{}' {}\" {}", gateway.display(), key.user.0, key.text);
    }
    let fresh = ssh.folder.join("authorized_keys.fresh");
    std::fs::write(&fresh, text)?;
    std::fs::rename(fresh, ssh.folder.join("authorized_keys"))?;
    Ok(())
}
