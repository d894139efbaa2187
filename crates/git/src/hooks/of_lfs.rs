//! The hooks that Git LFS's own program installs. Where the program is not there they fail, or say so; what they are for is done by
//! us, or can't be done without it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Hooks that it installs. `pre-push` uploads, which we do; the others write-protect files that nobody has locked.
const INSTALLED: [&str; 4] = ["pre-push", "post-checkout", "post-commit", "post-merge"];
/// Longer than any of them.
const LONGEST: u64 = 4096;

/// True for a hook that is to the letter one of those: what somebody added to it is theirs, and runs.
pub(super) fn is_one(name: &str, path: &Path) -> bool {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    INSTALLED.contains(&name) && read.is_ok() && is_theirs(name, &text)
}

/// Its versions differ in the sentence that is printed where the program is missing.
fn is_theirs(name: &str, text: &str) -> bool {
    let call = format!("git lfs {name} \"$@\"");
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    match lines[..] {
        ["#!/bin/sh", last] => last == call,
        ["#!/bin/sh", look, last] => last == call && is_look(look),
        _ => false,
    }
}

/// Looks for the program, and prints one sentence where it is not there.
fn is_look(line: &str) -> bool {
    let inside = line.strip_prefix("command -v git-lfs >/dev/null 2>&1 || { ").and_then(|rest| {
        let sentence = rest.strip_suffix("; exit 2; }").or_else(|| rest.strip_suffix("; exit 0; }"))?;
        let sentence = sentence.strip_prefix("echo >&2 ").or_else(|| sentence.strip_prefix("printf >&2 \"\\n%s\\n\\n\" "))?;
        sentence.strip_prefix('"')?.strip_suffix('"')
    });
    // Nothing in it that a shell would do something about.
    inside.is_some_and(|text| text.contains("Git LFS") && !text.contains(['"', '$', '`']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(sentence: &str) -> String {
        format!("command -v git-lfs >/dev/null 2>&1 || {{ {sentence}; exit 2; }}")
    }

    #[test]
    fn all_versions_of_it_are_known_and_nothing_else_is() {
        let guard = look("echo >&2 \"\\nThis repository is configured for Git LFS but 'git-lfs' was not found.\\n\"");
        let newest = look("printf >&2 \"\\n%s\\n\\n\" \"This repository is configured for Git LFS.\"");
        let call = "git lfs pre-push \"$@\"";
        for text in [
            format!("#!/bin/sh\n{guard}\n{call}\n"),
            format!("#!/bin/sh\n{newest}\n{call}\n"),
            format!("#!/bin/sh\n{guard}\n{call}"),
            format!("#!/bin/sh\n{call}\n"),
        ] {
            assert!(is_theirs("pre-push", &text), "{text}");
            assert!(!is_theirs("post-commit", &text), "{text}");
        }
        for text in [
            String::new(),
            format!("#!/bin/sh\nmake test\n{call}\n"),
            format!("#!/bin/sh\n{guard}\n{call}\nmake test\n"),
            format!("#!/bin/sh\n{guard}\n{call} || make test\n"),
            format!("#!/bin/sh\n{}\n{call}\n", look("echo >&2 \"Git LFS $(make test)\"")),
            format!("#!/bin/sh\n{}\n{call}\n", look("echo >&2 \"Git LFS\"; make test; echo \"\"")),
            format!("#!/bin/sh\n{}\n{call}\n", look("make test")),
            format!("#!/usr/bin/env python\n{guard}\n{call}\n"),
        ] {
            assert!(!is_theirs("pre-push", &text), "{text}");
        }
    }
}
