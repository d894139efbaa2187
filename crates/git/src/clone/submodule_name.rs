//! Names and paths of submodules: others chose them, and they become folders of ours.

use std::path::{Component, Path};

/// True for what can be a folder below `modules/`, and a place in the work tree: plain steps down, none of which could
/// be an option, Git's own folder by any of its names, or a device.
pub(super) fn is_harmless(name: &str) -> bool {
    let plain = |step: Component<'_>| match step {
        Component::Normal(step) => step.to_str().is_some_and(is_harmless_step),
        _ => false,
    };
    !name.is_empty()
        && !name.contains('\\')
        && !name.chars().any(char::is_control)
        && !name.split('/').any(|step| matches!(step, "" | "." | ".."))
        && Path::new(name).components().all(plain)
}

fn is_harmless_step(step: &str) -> bool {
    // Windows and macOS know the same folder by more than one name.
    let bare: String = step.chars().filter(|letter| !is_ignorable(*letter)).collect();
    let bare = bare.trim_end_matches([' ', '.']).to_ascii_lowercase();
    let stream = bare.split(':').next().unwrap_or_default();
    !step.starts_with('-') && !bare.is_empty() && !stream.starts_with("git~") && stream != ".git"
}

/// Left out by HFS+ when it compares names.
fn is_ignorable(letter: char) -> bool {
    matches!(letter, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

/// True where every folder on the way to `path` is a real one: a link would lead the clone out of its folder.
pub(super) fn is_real_folder(root: &Path, path: &str) -> bool {
    let mut place = root.to_owned();
    path.split('/').all(|step| {
        place.push(step);
        std::fs::symlink_metadata(&place).is_ok_and(|facts| facts.is_dir())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_steps_down_pass() {
        for name in ["lib", "third party/lib.x", "a/b/c", "é", "..a", "x.git"] {
            assert!(is_harmless(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "../x",
            "a/../../x",
            "/abs",
            "a//b",
            "a/",
            "-x",
            "a/-x",
            ".git",
            "a/.GIT/hooks",
            ".git ",
            ".git.",
            "git~1",
            ".git::$INDEX_ALLOCATION",
            "a\\b",
            "a\nb",
            "a\r",
            ".g\u{200c}it",
            "C:\\x",
        ] {
            assert!(!is_harmless(name), "{name:?}");
        }
    }
}
