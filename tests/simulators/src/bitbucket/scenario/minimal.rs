//! The smallest scenario: one user, one project, one repository.

use crate::bitbucket::world::{Content, Level, World};

pub(super) fn world() -> World {
    let mut world = World::default();
    let ada = world.add_user("ada", "Ada Lindqvist");
    world.change_user(ada, |user| user.password = Some("correct horse".into()));
    world.demo_user = Some(ada);
    let project = world.add_project("DEMO", "Demo", Some("The only project here"));
    world.grant(project, ada, Level::Admin);
    let hello = world.add_repository(project, "hello", Content::Small(1));
    world.change_repository(hello, |each| each.description = Some("Says hello".into()));
    world
}
