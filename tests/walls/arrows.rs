//! Who may know whom: foreign libraries behind their walls, our own rooms in the order of the plan.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Libraries, each with the rooms that may name it. A star stands for the rest of a name.
const WALLS: &[(&str, &[&str])] = &[
    ("git2", &["bough-git"]),
    ("libgit2-sys", &["bough-git"]),
    ("gix*", &["bough-git"]),
    ("notify*", &["bough-git"]),
    ("reqwest", &["bough-net"]),
    ("hyper*", &["bough-net"]),
    // The simulators serve TLS; nothing else of ours speaks it but `net`.
    ("rustls*", &["bough-net", "bough-simulators"]),
    ("tokio-rustls", &["bough-net", "bough-simulators"]),
    ("keyring*", &["bough-keychain"]),
    ("zbus*", &["bough-keychain"]),
    ("ssh-key", &["bough-ssh"]),
    ("rusqlite", &["bough-store"]),
    ("tauri*", &["bough-desktop"]),
    ("wry", &["bough-desktop"]),
    ("tao", &["bough-desktop"]),
    ("gtk", &["bough-desktop"]),
    ("webkit2gtk", &["bough-desktop"]),
    ("rfd", &["bough-desktop"]),
    // Templates that new repositories begin with.
    ("gitignores", &["bough-core"]),
    ("license", &["bough-core"]),
    // Reads headers of pictures from strangers.
    ("imagesize", &["bough-core"]),
    ("axum*", &["bough-simulators"]),
    ("clap", &["bough-cli", "bough-simulators"]),
];

/// Our rooms, each with those it knows.
const ARROWS: &[(&str, &[&str])] = &[
    ("bough-net", &[]),
    ("bough-keychain", &[]),
    ("bough-ssh", &[]),
    ("bough-store", &[]),
    ("bough-git", &["bough-net"]),
    ("bough-forge", &["bough-net"]),
    ("bough-core", &["bough-forge", "bough-git", "bough-keychain", "bough-net", "bough-ssh", "bough-store"]),
    ("bough-cli", &["bough-core"]),
    ("bough-desktop", &["bough-core"]),
    ("bough-simulators", &[]),
    ("bough-tests", &["bough-core", "bough-simulators"]),
    ("xtask", &[]),
];

fn workspace() -> Metadata {
    MetadataCommand::new().manifest_path("../Cargo.toml").no_deps().exec().expect("cargo can read the workspace")
}

fn fits(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

#[test]
fn each_foreign_library_lives_behind_its_wall() {
    let workspace = workspace();
    let mut used: BTreeMap<&str, usize> = WALLS.iter().map(|wall| (wall.0, 0)).collect();
    for room in &workspace.packages {
        for library in &room.dependencies {
            for (pattern, rooms) in WALLS.iter().filter(|wall| fits(wall.0, &library.name)) {
                assert!(
                    rooms.contains(&room.name.as_str()),
                    "{} must not know {}: that is behind the wall of {rooms:?}",
                    room.name,
                    library.name
                );
                *used.entry(pattern).or_default() += 1;
            }
        }
    }
    for library in ["git2", "gix*", "reqwest", "keyring*", "rusqlite", "ssh-key", "tauri*"] {
        assert!(used[library] > 0, "nobody uses {library}: the wall guards nothing");
    }
}

#[test]
fn arrows_go_one_way() {
    let workspace = workspace();
    let ours: Vec<&str> = workspace.packages.iter().map(|room| room.name.as_str()).collect();
    let planned: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for room in &workspace.packages {
        let allowed = planned.get(room.name.as_str());
        assert!(allowed.is_some(), "{} is not on the plan", room.name);
        let allowed = allowed.copied().unwrap_or_default();
        for known in own(room, &ours) {
            assert!(allowed.contains(&known.as_str()), "{} must not know {known}; it may know {allowed:?}", room.name);
        }
    }
    assert_eq!(ours.len(), planned.len(), "the plan names a room that isn't there");
}

/// What a room knows of ours. Tests may start simulators.
fn own(room: &Package, ours: &[&str]) -> Vec<String> {
    let names = room.dependencies.iter().filter(|known| ours.contains(&known.name.as_str()));
    let names = names.filter(|known| known.kind != DependencyKind::Development || known.name != "bough-simulators");
    names.map(|known| known.name.clone()).collect()
}

#[test]
fn git2_is_built_with_its_own_libgit2_and_nothing_else() {
    let workspace = workspace();
    let git = workspace.packages.iter().find(|room| room.name.as_str() == "bough-git").expect("there is a room for Git");
    let git2 = git.dependencies.iter().find(|library| library.name == "git2").expect("it uses git2");
    assert!(!git2.uses_default_features, "git2's https, ssh and cred must stay off");
    assert_eq!(git2.features, ["vendored-libgit2"]);
}
