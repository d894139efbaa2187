//! Who works at Kestrel Orchards. Names in several scripts, accounts whose name is no slug, one who left, one robot.

use crate::bitbucket::story::Author;
use crate::bitbucket::world::{UserId, World};

pub(super) struct People {
    pub ada: UserId,
    pub jun: UserId,
    pub mirza: UserId,
    pub olena: UserId,
    pub sam: UserId,
    pub priya: UserId,
    pub tomas: UserId,
    pub lea: UserId,
    pub noor: UserId,
    pub hugo: UserId,
    pub robot: UserId,
}

pub(super) const ADA: Author<'static> = Author("Ada Lindqvist", "ada@kestrel.example", "+0100");
pub(super) const JUN: Author<'static> = Author("田中 純", "jun.tanaka@kestrel.example", "+0900");
pub(super) const MIRZA: Author<'static> = Author("Mirza Đukić", "mirza@kestrel.example", "+0100");
pub(super) const OLENA: Author<'static> = Author("Олена Коваль", "olena@kestrel.example", "+0200");
pub(super) const SAM: Author<'static> = Author("Sam Okafor 🌱", "sam@kestrel.example", "+0000");
pub(super) const PRIYA: Author<'static> = Author("Priya Nair", "priya.n@kestrel.example", "+0530");
pub(super) const TOMAS: Author<'static> = Author("Tomás Ferreira", "tomas@kestrel.example", "+0000");
pub(super) const LEA: Author<'static> = Author("Léa Fontaine", "lea@kestrel.example", "+0100");
pub(super) const NOOR: Author<'static> = Author("نور الحداد", "noor@kestrel.example", "+0200");
pub(super) const HUGO: Author<'static> = Author("Hugo Brandt", "hugo@kestrel.example", "+0100");
/// Wrote the first lines and never had an account here.
pub(super) const WILHELMINA: Author<'static> = Author("Wilhelmina Oakes", "wil@oakes.example", "-0500");

/// Those who write the features of the story, in turn.
pub(super) const TEAM: [Author<'static>; 9] = [LEA, TOMAS, ADA, PRIYA, SAM, OLENA, JUN, MIRZA, NOOR];

impl People {
    pub const fn team(&self) -> [UserId; 9] {
        [self.lea, self.tomas, self.ada, self.priya, self.sam, self.olena, self.jun, self.mirza, self.noor]
    }
}

pub(super) fn hire(world: &mut World) -> People {
    let mut add = |name: &str, author: Author<'_>| world.add_user(name, author.0);
    let people = People {
        ada: add("ada", ADA),
        jun: add("jun.tanaka", JUN),
        mirza: add("mirza@kestrel.example", MIRZA),
        olena: add("olena", OLENA),
        sam: add("sam", SAM),
        priya: add("priya.n", PRIYA),
        tomas: add("tomas", TOMAS),
        lea: add("lea", LEA),
        noor: add("noor", NOOR),
        hugo: add("hugo", HUGO),
        robot: add("build-robot", Author("Build robot 🤖", "", "")),
    };
    // Both hold "ada" in name or e-mail: a filter finds them too.
    world.add_user("adam", "Adam Reyes");
    world.add_user("nevada.cole", "Nevada Cole");
    let keeper = world.add_user("admin", "Orchard Keeper");
    world.change_user(keeper, |user| user.system_admin = true);
    world.change_user(people.ada, |user| user.password = Some("correct horse".into()));
    world.change_user(people.hugo, |user| (user.active, user.email) = (false, None));
    world.change_user(people.robot, |user| (user.service, user.email) = (true, None));
    world.demo_user = Some(people.ada);
    people
}
