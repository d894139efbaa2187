//! How the person's own programs are run around a commit: hooks, and those that sign.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use net::Cancel;

use crate::api::application::Ask;
use crate::api::ids::JobId;
use crate::questions::Reply;
use crate::{Core, access, shell_path};

/// What they see beside what `ssh` sees: where `gpg` has its keys and how it asks, and the clock that keys are valid by.
const MORE: &[&str] = &["GNUPGHOME", "GPG_TTY", "PINENTRY_USER_DATA", "TZ"];
/// How long a signature may be checked.
const CHECK: Duration = Duration::from_secs(20);

/// Programs that sign, and what lets them ask for a passphrase for as long as this lives.
pub(crate) struct Signing {
    pub(crate) programs: git::Programs,
    _ticket: ssh::askpass::Ticket,
}

/// What programs see: nothing of ours, and the path that the person's own shell has. May block.
pub(crate) fn environment() -> Vec<(OsString, OsString)> {
    let mut environment = access::passed_on();
    environment.extend(MORE.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?))));
    if let Some(path) = shell_path::of_the_person() {
        set(&mut environment, "PATH".into(), path.clone());
    }
    environment
}

/// For signing. `ssh-keygen` asks for a passphrase through the window, in the name of `asker`; `gpg` has windows of its own.
pub(crate) fn for_signing(core: &Core, trusted: bool, asker: JobId, cancel: &Cancel) -> Signing {
    let (questions, until) = (Arc::clone(&core.questions), cancel.clone());
    let ticket = core.askpass.admit(
        true,
        Arc::new(move |question| {
            use ssh::askpass::{Answer, Question};
            let ask = match question {
                Question::Passphrase { key } => Ask::Passphrase { key },
                Question::Other { text } => Ask::Other { text },
                // Signing meets no server.
                Question::HostKey { .. } => return Answer::Refuse,
            };
            match questions.ask_as(asker, &until, ask) {
                Reply::Text(text) => Answer::Text(text),
                Reply::Accept | Reply::Refuse => Answer::Refuse,
            }
        }),
    );
    let mut environment = environment();
    for (name, value) in ticket.environment(&core.options.askpass_program) {
        set(&mut environment, name, value);
    }
    Signing { programs: git::Programs { environment, cancel: cancel.clone(), limit: None, trusted }, _ticket: ticket }
}

/// For checking a signature, which asks nobody anything.
pub(crate) fn for_checking() -> git::Programs {
    git::Programs { environment: environment(), cancel: Cancel::new(), limit: Some(CHECK), trusted: false }
}

fn set(environment: &mut Vec<(OsString, OsString)>, name: OsString, value: OsString) {
    environment.retain(|(known, _)| *known != name);
    environment.push((name, value));
}
