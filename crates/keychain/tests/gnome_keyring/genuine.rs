//! T2.4, T2.6 and T2.9: it is a real keychain. Others read what we write, it outlives us, and it is encrypted.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use keychain::{Error, Keychain};

use crate::bus::Bus;
use crate::daemon::{Daemon, count, secret_tool};
use crate::stage::{APPLICATION, SERVICE, actor, keychain, on, pat, read, role, save, user_of, wait};

#[test]
fn secret_tool_reads_what_we_write_and_the_reverse() {
    on(Bus::Activating, "genuine::secret_tool_reads_what_we_write_and_the_reverse", || {
        let _daemon = Daemon::unlocked();
        let keychain = keychain();
        let token = "BBDC-Zürich-🔑";
        save(&keychain, &pat(1, 1), token).unwrap();
        let user = user_of(1, 1);
        let attributes = ["service", SERVICE, "username", &user];
        assert_eq!(secret_tool(&[&["lookup"], &attributes[..]].concat(), "").as_deref(), Some(token));
        let found = secret_tool(&[&["search"], &attributes[..]].concat(), "").unwrap();
        assert!(found.contains("label = Bitbucket – git.example – work"), "{found}");

        secret_tool(&[&["store", "--label=theirs"], &attributes[..]].concat(), "by secret-tool").unwrap();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(Some("by secret-tool".into())));
        secret_tool(&[&["clear"], &attributes[..]].concat(), "").unwrap();
        assert_eq!(read(&keychain, &pat(1, 1)), Ok(None));
        wait(keychain.delete(&pat(1, 1))).unwrap();
    });
}

#[test]
fn a_saved_secret_outlives_a_killed_application_and_a_restarted_keyring() {
    let test = "genuine::a_saved_secret_outlives_a_killed_application_and_a_restarted_keyring";
    on(Bus::Activating, test, || {
        if role().is_some() {
            save(&keychain(), &pat(1, 1), "kept").unwrap();
            println!("\nsaved");
            loop {
                thread::park();
            }
        }
        let daemon = Daemon::unlocked();
        let mut writer = actor(test, "writer").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "saved"));
        writer.kill().unwrap();
        writer.wait().unwrap();
        assert_eq!(read(&keychain(), &pat(1, 1)), Ok(Some("kept".into())));
        daemon.kill();
        let _daemon = Daemon::unlocked();
        assert_eq!(read(&keychain(), &pat(1, 1)), Ok(Some("kept".into())));
        assert_eq!(count(SERVICE), 1);
    });
}

#[test]
fn the_longest_secret_of_windows_fits_and_one_byte_more_is_refused_whole() {
    on(Bus::Activating, "genuine::the_longest_secret_of_windows_fits_and_one_byte_more_is_refused_whole", || {
        let _daemon = Daemon::unlocked();
        // The same code compares with Windows' limit here that compares with it there.
        let keychain = keychain();
        let longest = "ü".repeat(1_280);
        save(&keychain, &pat(1, 1), &longest).unwrap();
        let user = user_of(1, 1);
        let stored = || secret_tool(&["lookup", "service", SERVICE, "username", &user], "").unwrap();
        assert_eq!(stored(), longest);
        assert_eq!(save(&keychain, &pat(1, 1), &format!("{longest}x")), Err(Error::TooLong));
        assert_eq!(stored(), longest);
        assert_eq!(save(&keychain, &pat(1, 2), &"x".repeat(2_561)), Err(Error::TooLong));
        assert_eq!(count(SERVICE), 1);

        // This system itself knows no such limit.
        let long = "x".repeat(100_000);
        save(&Keychain::start(APPLICATION), &pat(1, 3), &long).unwrap();
        assert_eq!(read(&keychain, &pat(1, 3)), Ok(Some(long)));
        save(&keychain, &pat(1, 4), "").unwrap();
        assert_eq!(read(&keychain, &pat(1, 4)), Ok(Some(String::new())));
    });
}

fn files_below(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .flat_map(|entry| match entry.file_type().unwrap() {
            kind if kind.is_dir() => files_below(&entry.path()),
            kind if kind.is_file() => vec![fs::read(entry.path()).unwrap()],
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn nothing_on_disk_shows_the_secret() {
    on(Bus::Activating, "genuine::nothing_on_disk_shows_the_secret", || {
        let _daemon = Daemon::unlocked();
        let canary = "CANARY-6f1d0b7e-plain";
        save(&keychain(), &pat(1, 1), canary).unwrap();
        let home = env::var("HOME").unwrap();
        let keyring = fs::read(Path::new(&home).join(".local/share/keyrings/login.keyring")).unwrap();
        assert!(keyring.len() > 200, "it was written");
        let forms = [
            canary.as_bytes().to_vec(),
            canary.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            canary.bytes().rev().collect(),
            canary.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        ];
        for (file, form) in files_below(Path::new(&home)).iter().flat_map(|file| forms.iter().map(move |form| (file, form))) {
            assert!(!file.windows(form.len()).any(|window| window == form.as_slice()));
        }
    });
}
