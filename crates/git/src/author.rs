//! Who the person is to Git.

/// Name and e-mail address of the person's own configuration, where both are set.
pub fn global_author() -> Option<(String, String)> {
    let config = git2::Config::open_default().ok()?;
    let text = |key: &str| config.get_string(key).ok().filter(|value| !value.trim().is_empty());
    Some((text("user.name")?, text("user.email")?))
}
