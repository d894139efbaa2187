//! Who commits in one repository, where that is another than everywhere else.

use git2::{ConfigLevel, Repository};

use crate::error::Error;

/// Writes name, e-mail address and key into the repository's own configuration.
pub(crate) fn set(git: &Repository, author: &(String, String), key: Option<&str>) -> Result<(), Error> {
    let values = [("user.name", Some(author.0.as_str())), ("user.email", Some(author.1.as_str())), ("user.signingkey", key)];
    for (field, value) in values.iter().filter_map(|(field, value)| Some((field, (*value)?))) {
        // What would break a line of the configuration, or of a commit, is refused before anything is written.
        if value.trim().is_empty() || value.chars().any(|letter| letter.is_control() || "<>".contains(letter)) {
            return Err(Error::invalid(field, "It must not be empty, nor hold line ends or angle brackets."));
        }
    }
    if git.commondir().join("config").is_symlink() {
        let detail = "The configuration of this repository is a link to a file elsewhere, which Bough does not change.";
        return Err(Error::Refused { detail: detail.to_owned() });
    }
    let mut config = git.config()?.open_level(ConfigLevel::Local)?;
    for (field, value) in values.iter().filter_map(|(field, value)| Some((field, (*value)?))) {
        config.set_str(field, value)?;
        if config.get_string(field).as_deref() != Ok(value) {
            return Err(Error::broken(format!("{field} can't be read back as it was written")));
        }
    }
    Ok(())
}
