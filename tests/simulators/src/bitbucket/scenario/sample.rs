//! Kestrel Orchards: growers who sell fruit over the web and deliver it themselves. The company of the demo and of most tests.

mod features;
mod people;
mod requests;
mod shelves;
mod storefront;

use crate::bitbucket::world::World;

pub(super) fn world() -> World {
    let mut world = World::default();
    let people = people::hire(&mut world);
    let told = storefront::tell();
    let shelves = shelves::fill(&mut world, &people, &told);
    requests::open(&mut world, &people, &shelves, &told);
    for repository in [shelves.identity, shelves.route_planner, shelves.checkout, shelves.storefront] {
        world.visit(people.ada, repository);
    }
    world
}
