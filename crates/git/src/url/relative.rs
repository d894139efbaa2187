//! Addresses of submodules that are written relative to their parent's.

use super::refuse;
use crate::error::Error;

/// The address that `text` means inside a repository that came from `parent`. What is not relative stays as it is.
/// Each `../` takes one step off the parent's path; the parent's scheme, server and port can't be stepped over.
pub(crate) fn resolve(parent: &str, text: &str) -> Result<String, Error> {
    if !(text.starts_with("./") || text.starts_with("../")) {
        return Ok(text.to_owned());
    }
    let floor = match parent.find("://") {
        Some(colon) => {
            let start = colon + 3;
            parent[start..].find('/').map_or(parent.len(), |slash| start + slash)
        }
        // In `host:path` the path begins behind the colon; a plain path begins at once.
        None => parent.find(':').map_or(0, |colon| colon + 1),
    };
    let (root, path) = parent.split_at(floor);
    let lead = if path.starts_with('/') { "/" } else { "" };
    let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let mut rest = text;
    loop {
        if let Some(tail) = rest.strip_prefix("./") {
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("../") {
            steps.pop().ok_or_else(|| refuse(format!("{text} leads out of {parent}.")))?;
            rest = tail;
        } else {
            break;
        }
    }
    steps.extend(rest.split('/').filter(|step| !step.is_empty()));
    if steps.iter().any(|step| matches!(*step, "." | "..")) {
        return Err(refuse(format!("{text} holds steps up in its middle.")));
    }
    Ok(format!("{root}{lead}{}", steps.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_taken_from_the_parents_path() {
        for (parent, text, expected) in [
            ("https://h:8443/scm/k/r.git", "../lib.git", "https://h:8443/scm/k/lib.git"),
            ("https://h/scm/k/r.git/", "../../other/lib.git", "https://h/scm/other/lib.git"),
            ("https://h/scm/k/r.git", "./lib", "https://h/scm/k/r.git/lib"),
            ("ssh://git@h:7999/k/r.git", "../lib.git", "ssh://git@h:7999/k/lib.git"),
            ("git@h:k/r.git", "../lib.git", "git@h:k/lib.git"),
            ("git@h:r.git", "../lib.git", "git@h:lib.git"),
            ("https://h/r", "https://i/x", "https://i/x"),
        ] {
            assert_eq!(resolve(parent, text).expect(text), expected);
        }
    }

    #[test]
    fn nobody_steps_over_the_server() {
        for (parent, text) in [("https://h/r", "../../i/x"), ("git@h:r", "../../x"), ("https://h/a/b", "../x/../../y")] {
            assert!(matches!(resolve(parent, text), Err(Error::Invalid { .. })), "{parent} {text}");
        }
    }
}
