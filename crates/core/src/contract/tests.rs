//! The page in TypeScript is the page in Rust; unknown names are refused; secrets go inwards only.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

use std::path::Path;

use serde_json::json;

use super::*;
use crate::api::{
    AddProfile, COMMANDS, ConnectAccount, Event, GenerateSshKey, GetApplication, SaveTabs, Secret, SwitchProfile, typescript,
};

/// Run with `BOUGH_WRITE_CONTRACT=1` it writes the page instead (`cargo xtask contract`).
#[test]
fn the_contract_in_typescript_is_fresh() {
    let path = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../ui/src/host/api.gen.ts");
    let fresh = typescript();
    if std::env::var_os("BOUGH_WRITE_CONTRACT").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    // Compared by lines: git may check the file out with other line ends.
    let stale = kept.lines().zip(fresh.lines()).position(|(kept, fresh)| kept != fresh);
    assert!(stale.is_none() && kept.lines().count() == fresh.lines().count(), "stale at line {stale:?}: cargo xtask contract");
}

#[test]
fn every_command_says_what_it_does_and_none_is_named_twice() {
    let mut names: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    assert!(COMMANDS.iter().all(|(_, doc)| doc.trim().ends_with('.')));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), COMMANDS.len());
}

#[test]
fn unknown_and_missing_arguments_are_refused_by_name() {
    let refused = |fault: Fault| match fault {
        Fault::Invalid { field, why } => {
            assert_eq!(field, "arguments");
            why
        }
        other => panic!("{other}"),
    };
    let id = "00000000-0000-0000-0000-000000000000";
    assert!(refused(arguments::<SwitchProfile>(json!({ "id": id, "extra": 1 })).unwrap_err()).contains("extra"));
    assert!(refused(arguments::<SwitchProfile>(json!({})).unwrap_err()).contains("id"));
    assert!(refused(arguments::<GetApplication>(json!({ "x": 1 })).unwrap_err()).contains('x'));
    let nested = json!({ "name": "a", "author": { "name": "", "email": "", "phone": "" }, "color": 0 });
    assert!(refused(arguments::<AddProfile>(nested).unwrap_err()).contains("phone"));
    let nested = json!({ "tabs": { "open": [], "front": null, "back": null } });
    assert!(refused(arguments::<SaveTabs>(nested).unwrap_err()).contains("back"));
    assert!(arguments::<GetApplication>(Value::Null).is_ok());
    // What may be left out may also be null.
    assert!(arguments::<GenerateSshKey>(json!({})).is_ok());
    assert!(arguments::<GenerateSshKey>(json!({ "host": null, "passphrase": null, "comment": null })).is_ok());
}

/// The method exists twice for whatever can be serialised, and then does not compile.
macro_rules! never_serialises {
    ($($type:ty),* $(,)?) => {$({
        trait Once<Which> {
            fn once() {}
        }
        struct Serialised;
        impl<T: ?Sized> Once<()> for T {}
        impl<T: ?Sized + Serialize> Once<Serialised> for T {}
        <$type as Once<_>>::once();
    })*};
}

#[test]
fn secrets_can_be_read_and_never_written() {
    never_serialises!(
        Secret,
        secrecy::SecretString,
        ConnectAccount,
        GenerateSshKey,
        crate::api::application::Answer,
        crate::questions::Reply,
        net::Credential,
    );
}

#[test]
fn secrets_are_not_shown() {
    let canary = "CANARY-4711";
    let id = "00000000-0000-0000-0000-000000000000";
    let whole: ConnectAccount = arguments(json!({ "host": id, "token": canary, "tokenExpires": null })).unwrap();
    assert!(!format!("{whole:?}").contains(canary));
    let answer: crate::api::application::Answer = serde_json::from_value(json!({ "kind": "text", "text": canary })).unwrap();
    assert!(!format!("{answer:?}").contains(canary));
    // A mistake beside the token must not show the token.
    for wrong in [
        json!({ "host": id, "token": canary, "tokenexpires": null }),
        json!({ "host": 7, "token": canary }),
        json!({ "token": canary }),
        json!({ "host": id, "token": [canary] }),
    ] {
        let fault = arguments::<ConnectAccount>(wrong).unwrap_err();
        assert!(!serde_json::to_string(&fault).unwrap().contains(canary), "{fault}");
    }
}

#[test]
fn the_wire_speaks_camel_case_and_names_kinds() {
    let shown = |value: Value| serde_json::to_string(&value).unwrap();
    let event = answer(&Event::RepositoriesChanged).unwrap();
    assert_eq!(event, json!({ "kind": "repositoriesChanged" }));
    let fault = Fault::HostKey {
        host: "h".into(),
        problem: crate::fault::HostKeyProblem::OtherType,
        known_at: "f:1".into(),
        shown: "SHA256:x".into(),
        detail: String::new(),
    };
    let text = shown(answer(&fault).unwrap());
    assert!(text.contains("\"kind\":\"hostKey\"") && text.contains("\"knownAt\":\"f:1\"") && text.contains("\"otherType\""));
}
