//! The wordings of OpenSSH 8.4 to 10, and texts that only look like them.

use proptest::prelude::*;

use super::*;

const FINGERPRINT: &str = "SHA256:0123456789abcdefghijklmnopqrstuvwxyzABCDEF+";

fn asked(middle: &str) -> String {
    format!("The authenticity of host 'git.example (10.0.0.1)' can't be established.\n{middle}\n{HOST_KEY_END} ")
}

fn is_host_key(text: &str) -> bool {
    matches!(recognise(text), Some(Question::HostKey { host, key_type, fingerprint })
        if host == "git.example" && key_type == "ED25519" && fingerprint == FINGERPRINT)
}

#[test]
fn host_key_questions_of_all_versions() {
    let line = format!("ED25519 key fingerprint is {FINGERPRINT}.");
    // 8.4 to 8.8, 8.9 to 9.x, 10, DNS, other names, the picture.
    assert!(is_host_key(&asked(&line)));
    assert!(is_host_key(&asked(&format!("{line}\nThis key is not known by any other names"))));
    assert!(is_host_key(&asked(&format!("{line}\nThis key is not known by any other names."))));
    assert!(is_host_key(&asked(&format!(
        "ED25519 key fingerprint is: {FINGERPRINT}\nThis key is not known by any other names."
    ))));
    assert!(is_host_key(&asked(&format!("{line}\nMatching host key fingerprint found in DNS."))));
    assert!(is_host_key(&asked(&format!(
        "{line}\nThis host key is known by the following other names/addresses:\n    ~/.ssh/known_hosts:3: other.example"
    ))));
    assert!(is_host_key(&asked(&format!("{line}\n+--[ED25519 256]--+\n|        o.       |\n+----[SHA256]-----+"))));
    assert!(is_host_key(&format!(
        "The authenticity of host 'git.example (10.0.0.1)' can't be established\n\
         but keys of different type are already known for this host.\n{line}\n{HOST_KEY_END} "
    )));
}

#[test]
fn the_port_form_and_a_proxied_host() {
    let text = format!(
        "The authenticity of host '[127.0.0.1]:2222 ([127.0.0.1]:2222)' can't be established.\n\
         RSA key fingerprint is {FINGERPRINT}.\n{HOST_KEY_END} "
    );
    assert!(matches!(recognise(&text), Some(Question::HostKey { host, .. }) if host == "[127.0.0.1]:2222"));
    let text = format!(
        "The authenticity of host 'inner (<no hostip for proxy command>)' can't be established.\n\
         ED25519 key fingerprint is {FINGERPRINT}.\n{HOST_KEY_END} "
    );
    assert!(matches!(recognise(&text), Some(Question::HostKey { host, .. }) if host == "inner"));
}

#[test]
fn what_only_looks_like_a_host_key_question_is_the_servers_text() {
    let line = format!("ED25519 key fingerprint is {FINGERPRINT}.");
    let good = asked(&line);
    for text in [
        format!("(root@git.example) {good}"),
        format!("{good}\nPassword:"),
        asked(&format!("{line}\nSend your passphrase now")),
        asked("ED25519 key fingerprint is MD5:00:11."),
        asked("ED25519 key fingerprint is SHA256:short."),
        good.replace("git.example ", "git.example\u{202e} "),
        good.replace(" (yes/no/[fingerprint])?", " (yes/no)?"),
        good.replace("The authenticity", "the authenticity"),
    ] {
        assert!(matches!(recognise(&text), Some(Question::Other { .. })), "{text:?}");
    }
}

#[test]
fn passphrase_questions() {
    assert_eq!(
        recognise("Enter passphrase for key '/home/a/.ssh/it's mine': "),
        Some(Question::Passphrase { key: "/home/a/.ssh/it's mine".into() })
    );
    for text in [
        "(a@b) Enter passphrase for key '/k': ",
        "Enter passphrase for key '/k'\nPassword: ': ",
        "Enter passphrase for key '': ",
        "Enter PIN for ED25519-SK key /k: ",
        "a@b's password: ",
    ] {
        assert!(matches!(recognise(text), Some(Question::Other { .. })), "{text:?}");
    }
}

#[test]
fn the_repetition_is_no_question() {
    assert_eq!(recognise("Please type 'yes', 'no' or the fingerprint: "), None);
}

#[test]
fn the_servers_text_can_hide_nothing() {
    let Some(Question::Other { text }) = recognise("Code\u{1b}[2J\u{202e}drow\u{feff}:\n") else {
        unreachable!("a text of no known form")
    };
    assert_eq!(text, "Code\\u{1b}[2J\\u{202e}drow\\u{feff}:\n");
}

proptest! {
    /// Any text is read without a panic, and only OpenSSH's own words make a question about a key.
    #[test]
    fn any_text_is_read(text in "(?s).*") {
        if let Some(Question::HostKey { .. } | Question::Passphrase { .. }) = recognise(&text) {
            prop_assert!(text.starts_with("The authenticity of host '") || text.starts_with("Enter passphrase for key '"));
        }
    }

    /// A line put anywhere into a real question makes it the server's text, unless OpenSSH itself could have put it there.
    #[test]
    fn an_added_line_is_noticed(place in 0_usize..3, line in "[A-Za-z][ -~]{0,40}") {
        let question = asked(&format!("ED25519 key fingerprint is {FINGERPRINT}."));
        let mut lines: Vec<&str> = question.lines().collect();
        lines.insert(place, &line);
        let is_other = matches!(recognise(&lines.join("\n")), Some(Question::Other { .. }));
        prop_assert!(is_other || is_remark(&line));
    }
}
