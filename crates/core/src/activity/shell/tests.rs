//! What a shell makes of the commands is what was meant, whatever the names.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::process::Command;

use super::*;
use crate::api::ids::FilePath;
use crate::views::changes::file_path;

/// The words that Bash reads in a command.
fn words(command: &str) -> Vec<Vec<u8>> {
    let script = format!("set -- {command}; printf '%s\\0' \"$@\"");
    let output = Command::new("bash").args(["--norc", "-c", &script]).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    let mut words: Vec<Vec<u8>> = output.stdout.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
    words.pop();
    words
}

fn paths(names: &[&[u8]]) -> ChangeChoice {
    ChangeChoice::Paths { paths: names.iter().map(|name| file_path(name)).collect() }
}

#[test]
fn no_name_says_anything_to_the_shell_or_the_terminal() {
    let odd: [&[u8]; 8] =
        [b"-rf", b"it's", b"$(touch x)", b"a\nb\x1b[2Jc", b"caf\xe9 \\n", "\u{9b}31m ü".as_bytes(), b" ", b"~root"];
    for name in odd {
        let command = stage(&paths(&[name]));
        assert_eq!(words(&command), [b"git", b"add", b"--".as_slice(), &literal(name)], "{command}");
        assert!(!command.contains(char::is_control), "{command:?}");
    }
}

/// Git takes names with a backslash or a bracket for patterns.
fn literal(name: &[u8]) -> Vec<u8> {
    if name.iter().any(|byte| b"\\[".contains(byte)) { [b":(literal)", name].concat() } else { name.to_vec() }
}

#[test]
fn each_deed_has_its_command() {
    let two = paths(&[b"a.txt", b"b c"]);
    let lines = ChangeChoice::Lines { path: FilePath("a".into()), revision: "1".into(), removed: vec![], added: vec![1] };
    assert_eq!(stage(&two), "git add -- a.txt 'b c'");
    assert_eq!(stage(&ChangeChoice::All), "git add --all -- :/");
    assert_eq!(stage(&lines), "git add -p -- a");
    assert_eq!(unstage(&two), "git restore --staged -- a.txt 'b c'");
    assert_eq!(discard(&two, |path| path == b"a.txt"), "git restore -- 'b c' && git clean -f -d -- a.txt");
    assert_eq!(discard(&paths(&[b"*.rs"]), |_| false), "git restore -- ':(literal)*.rs'");
    let many: Vec<&[u8]> = vec![b"x"; 9];
    assert_eq!(stage(&paths(&many)), "git add -- x x x x x x …");
    let draft = CommitDraft {
        message: "One\n\nTwo\n".into(),
        amend: true,
        skip_hooks: true,
        sign: Some(false),
        co_authors: vec![Author { name: "Bo".into(), email: "bo@example.com".into() }],
        sign_off: true,
    };
    let said = "git commit --amend --no-verify --no-gpg-sign --signoff --message=$'One\\n\\nTwo' \
                --trailer='Co-authored-by: Bo <bo@example.com>'";
    assert_eq!(commit(&draft), said);
    let ada = Author { name: "Ada Lovelace".into(), email: "ada@example.org".into() };
    assert_eq!(identity(&ada, None), "git config user.name 'Ada Lovelace' && git config user.email ada@example.org");
    assert_eq!(
        clone("ssh://git@h/x", "/a b", Some("-x"), Some(1), true),
        "git clone --recurse-submodules --branch=-x --depth=1 -- ssh://git@h/x '/a b'"
    );
}

#[test]
fn a_path_that_is_no_text_survives_in_the_command_of_an_undo() {
    let content = Some((0o100_644, "0".repeat(40)));
    let entry = git::EntryMove { path: b"caf\xe9".to_vec(), as_head: false, content };
    let outlook =
        git::UndoOutlook { head: None, branches: vec![], commits: vec![], commits_total: 0, files: vec![], entries: vec![entry] };
    let read = words(&undoing(&outlook).unwrap());
    assert_eq!(read.last().unwrap(), &[b"100644,".as_slice(), "0".repeat(40).as_bytes(), b",caf\xe9"].concat());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn the_shell_reads_every_name_back(name in proptest::collection::vec(1_u8..=255, 1..24)) {
        let command = Git::new("show").value(&name).text();
        proptest::prop_assert!(!command.contains(char::is_control));
        let read = words(&command);
        proptest::prop_assert_eq!(&read[2], &name);
    }
}
