//! Thousands of repositories, for lists that must stay fast; nothing is on disk until somebody clones.

use crate::bitbucket::world::{Content, Level, World};

const PARTS: [&str; 16] = [
    "apple",
    "barley",
    "cider",
    "damson",
    "elder",
    "fig",
    "gooseberry",
    "hazel",
    "ivy",
    "juniper",
    "kale",
    "linden",
    "medlar",
    "nettle",
    "olive",
    "pear",
];

const KINDS: [&str; 10] = ["service", "web", "api", "worker", "library", "tools", "docs", "schema", "tests", "proxy"];

pub(super) fn world(repositories: usize) -> World {
    let mut world = World::default();
    let ada = world.add_user("ada", "Ada Lindqvist");
    world.change_user(ada, |user| user.password = Some("correct horse".into()));
    world.demo_user = Some(ada);
    let mut project = None;
    for number in 0..repositories {
        if number % 100 == 0 {
            let shelf = number / 100 + 1;
            let id = world.add_project(&format!("P{shelf:03}"), &format!("Project {shelf:03}"), None);
            world.grant(id, ada, Level::Write);
            project = Some(id);
        }
        let Some(project) = project else { continue };
        let name = format!("{}-{}-{number:05}", PARTS[number % PARTS.len()], KINDS[number / 7 % KINDS.len()]);
        let id = world.add_repository(project, &name, Content::Small(number as u64));
        world.change_repository(id, |each| each.description = Some(format!("Repository number {number}")));
    }
    world
}
