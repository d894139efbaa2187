//! The terminal without a server: exit codes, what is refused, and the way to the window.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod desk;

use desk::{BOUGH, Desk};

#[test]
fn exit_codes_are_those_of_the_table() {
    let desk = Desk::new();
    for (arguments, code) in [
        (&["hosts"][..], 0),
        (&["profiles"], 0),
        (&["ssh-key", "list"], 0),
        (&["call", "list"], 0),
        (&["call", "get_settings"], 0),
        (&["no-such-command"], 2),
        (&["call", "drop_tables"], 2),
        (&["call", "get_settings", "{\"x\": 1}"], 2),
        (&["call", "get_settings", "{"], 2),
        (&["profiles", "use", "Nobody"], 5),
        (&["pr", "PROJ/repo", "1"], 5),
        (&["pr", "repo", "1"], 2),
        (&["clone", "https://ada:secret@127.0.0.1:1/scm/a/b.git"], 2),
        (&["clone", "http://127.0.0.1:1/scm/a/b.git"], 7),
        (&["connect", "http://127.0.0.1:1"], 7),
    ] {
        let said = desk.bough(arguments);
        assert_eq!(said.code, code, "{arguments:?}: {said:?}");
        assert_eq!(said.err.is_empty(), code == 0 && arguments != ["hosts"], "{arguments:?}: {said:?}");
    }
    assert!(!desk.path("work/b").exists(), "a clone that failed leaves nothing");
}

#[test]
fn secrets_are_not_taken_from_the_command_line() {
    let desk = Desk::new();
    for name in ["connect_account", "generate_ssh_key", "answer_question"] {
        let said = desk.bough(&["call", name, "{}"]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains(&format!("bough call {name} -")), "{said:?}");
    }
    // Nobody is there to type one, and the input is empty.
    let said = desk.bough(&["ssh-key", "new"]);
    assert_eq!((said.code, said.err.contains("--no-passphrase")), (2, true), "{said:?}");
}

#[test]
fn answers_and_faults_are_json_where_machines_ask() {
    let desk = Desk::new();
    let profiles = desk.bough(&["--json", "profiles"]).json();
    assert_eq!(profiles["profiles"].as_array().unwrap().len(), 1);
    let said = desk.bough(&["profiles", "use", "Nobody", "--json"]);
    let fault: serde_json::Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!(fault["fault"]["kind"], "notFound");
    assert!(said.out.is_empty());
    let settings = desk.run(false, &["call", "get_settings", "-"], "{}").json();
    assert_eq!(settings["zoom"], 100);
}

#[test]
fn profiles_are_added_used_and_removed_by_name() {
    let desk = Desk::new();
    let said = desk.bough(&["profiles", "add", "Work", "--author", "Ada", "--email", "ada@work.example"]);
    assert!(said.out.contains("Work  Ada <ada@work.example>"), "{said:?}");
    assert!(desk.bough(&["profiles", "use", "Work"]).out.contains("* Work"));
    assert_eq!(desk.bough(&["profiles", "add", "Work"]).code, 6);
    assert!(!desk.bough(&["profiles", "remove", "Work"]).out.contains("Work"));
    assert_eq!(desk.bough(&["profiles", "remove", "Default"]).code, 2, "the last one stays");
}

#[test]
fn keys_are_made_with_the_passphrase_on_standard_input() {
    let desk = Desk::new();
    let said = desk.run(false, &["ssh-key", "new", "--comment", "mine", "--json"], "open sesame\n");
    let key = said.json();
    assert_eq!((key["encrypted"].as_bool(), key["comment"].as_str()), (Some(true), Some("mine")));
    assert!(key["path"].as_str().unwrap().starts_with(&*desk.path("home/.ssh").to_string_lossy()));
    let plain = desk.bough(&["ssh-key", "new", "--no-passphrase"]);
    assert!(plain.out.starts_with("ssh-ed25519 "), "{plain:?}");
    assert_eq!(desk.bough(&["ssh-key"]).out.lines().count(), 2);
}

#[test]
fn a_data_folder_in_use_is_said() {
    let desk = Desk::new();
    let data = desk.path("data");
    std::fs::create_dir(&data).unwrap();
    let lock = std::fs::File::create(data.join("lock")).unwrap();
    lock.lock().unwrap();
    let said = desk.bough(&["--data-folder", &data.to_string_lossy(), "hosts"]);
    assert_eq!(said.code, 6);
    assert!(said.err.contains("runs already"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn open_starts_the_window_beside_this_program_and_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let own = desk.path("bin/bough");
    std::fs::create_dir(desk.path("bin")).unwrap();
    std::fs::copy(BOUGH, &own).unwrap();
    let open = |path: &str| {
        let mut command = desk.command(false, &[]);
        let mut moved = std::process::Command::new(&own);
        moved.args(["open", path]).current_dir(command.get_current_dir().unwrap()).env_clear();
        moved.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.arg("--version");
        desk::Said::by(&moved.output().unwrap())
    };
    assert_eq!(open(".").code, 5, "there is none beside it");
    let told = desk.path("told");
    let window = desk.path("bin/bough-desktop");
    std::fs::write(&window, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > {0}.new\nmv {0}.new {0}\n", told.display())).unwrap();
    std::fs::set_permissions(&window, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(open(".").code, 0);
    while !told.exists() {
        std::thread::yield_now();
    }
    let work = desk.path("work");
    assert_eq!(std::fs::read_to_string(&told).unwrap(), format!("--\n{}\n", work.display()));
    assert_eq!(open("nowhere").code, 5);
    std::fs::remove_file(&told).unwrap();
    assert_eq!(open("DEMO/hello#12").code, 0);
    while !told.exists() {
        std::thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(&told).unwrap(), "--find=DEMO/hello#12\n");
}
