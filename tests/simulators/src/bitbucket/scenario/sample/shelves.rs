//! Projects and repositories of the company.

use std::sync::Arc;

use super::people::{ADA, People, SAM, TOMAS};
use super::storefront::Told;
use crate::bitbucket::scenario::small::small_story;
use crate::bitbucket::story::{Change, Story};
use crate::bitbucket::world::{Content, Level, ProjectId, RepositoryId, World};

/// The repositories that pull requests are about.
pub(super) struct Shelves {
    pub storefront: RepositoryId,
    pub checkout: RepositoryId,
    pub route_planner: RepositoryId,
    pub identity: RepositoryId,
    pub my_storefront: RepositoryId,
    pub sams_planner: RepositoryId,
}

const SHOP: [(&str, &str); 6] = [
    ("checkout", "From the basket to the receipt"),
    ("catalogue-search", "Finds pears even when you type paers"),
    ("design-system", "Buttons, colours, crates"),
    ("email-templates", "Every mail a customer gets"),
    ("gift-cards", "Orchards in an envelope"),
    ("storefront-legacy", "The old shop, kept to look things up"),
];
const FLEET: [(&str, &str); 4] = [
    ("driver-app", "What drivers see on their phones"),
    ("depot-board", "The big screen above the loading bay"),
    ("telemetry-gateway", "Positions and temperatures from the vans"),
    ("cold-chain-sensors", "Firmware of the crate thermometers ❄️"),
];
const PLATFORM: [(&str, &str); 6] = [
    ("identity", "Who may do what"),
    ("api-gateway", "The one door to all services"),
    ("deploy-tools", "From a commit to the orchard"),
    ("infrastructure", "Machines, networks, backups"),
    ("event-bus", "Who told whom, and when"),
    ("developer-handbook", "How we work, in twenty pages"),
];
const DATA: [(&str, &str); 4] = [
    ("harvest-forecast", "How many apples next week?"),
    ("price-models", "What a pear should cost"),
    ("warehouse-queries", "Questions asked every Monday"),
    ("dashboards", "Charts for the harvest meeting"),
];
const OPEN: [(&str, &str); 2] =
    [("orchard-colours", "Our palette for terminals and editors"), ("pear-parser", "A small parser for friendly formats")];

fn shelf(world: &mut World, people: &People, key: &str, name: &str, words: &str, mine: Level) -> ProjectId {
    let id = world.add_project(key, name, Some(words));
    world.change_project(id, |project| project.default_level = Some(Level::Read));
    world.grant(id, people.ada, mine);
    id
}

fn stock(world: &mut World, project: ProjectId, names: &[(&str, &str)]) -> Vec<RepositoryId> {
    let add = |(name, words): &(&str, &str)| {
        let seed = world.repositories.len() as u64 * 3;
        let id = world.add_repository(project, name, Content::Small(seed));
        world.change_repository(id, |each| each.description = Some((*words).into()));
        id
    };
    names.iter().map(add).collect()
}

pub(super) fn fill(world: &mut World, people: &People, told: &Told) -> Shelves {
    let shop = shelf(world, people, "SHOP", "Storefront", "Everything a customer sees", Level::Admin);
    let fleet = shelf(world, people, "FLEET", "Delivery fleet", "Vans, routes, cold crates", Level::Write);
    let platform = shelf(world, people, "PLAT", "Platform", "What all teams stand on", Level::Write);
    let data = shelf(world, people, "DATA", "Data & insight", "Numbers about fruit", Level::Read);
    let open = shelf(world, people, "OSS", "Open source", "What we give away", Level::Write);
    world.change_project(open, |project| project.public = true);
    let secret = world.add_project("SEC", "Security", Some("Not for everybody"));
    for (user, project) in [(people.lea, shop), (people.sam, fleet), (people.priya, platform), (people.olena, data)] {
        world.grant(project, user, Level::Admin);
    }
    for user in [people.tomas, people.jun, people.mirza, people.noor, people.priya, people.sam] {
        world.grant(shop, user, Level::Write);
    }

    let storefront = world.add_repository(shop, "storefront", Content::Story(Arc::new(told.story.clone())));
    world.change_repository(storefront, |each| {
        each.description = Some("The shop window of Kestrel Orchards".into());
        each.default_reviewers = vec![people.lea, people.tomas];
        each.rights.insert(people.olena, Level::Write);
    });
    let shop = stock(world, shop, &SHOP);
    world.change_repository(shop[5], |each| (each.archived, each.default_branch) = (true, "master".into()));
    let checkout = shop[0];
    world.change_repository(checkout, |each| each.content = Content::Story(Arc::new(tea_and_checkout())));

    let planner = Arc::new(planner_story());
    let route_planner = world.add_repository(fleet, "route-planner", Content::Story(Arc::clone(&planner)));
    world.change_repository(route_planner, |each| each.description = Some("Shortest way past all doorsteps".into()));
    stock(world, fleet, &FLEET);
    let identity = stock(world, platform, &PLATFORM)[0];
    let empty = world.add_repository(platform, "new-service-template", Content::Empty);
    world.change_repository(empty, |each| each.description = Some("To be filled one day".into()));
    let data = stock(world, data, &DATA);
    world.change_repository(data[2], |each| each.default_branch = "develop".into());
    for id in stock(world, open, &OPEN) {
        world.change_repository(id, |each| each.public = true);
    }
    let audit = stock(world, secret, &[("audit-trail", "Who looked at what"), ("key-rotation", "Fresh keys every month")])[0];
    // Its origin is not for everybody.
    world.add_fork(platform, audit, Content::Small(9000));

    let (mut mine, mut sams) = (None, None);
    if let Some(home) = world.personal_project(people.ada) {
        mine = Some(world.add_fork(home, storefront, Content::Story(Arc::new(pear_filter(told.story.clone())))));
        stock(world, home, &[("dotfiles", "Shell, editor, keys"), ("sketches", "Ideas on the back of a crate")]);
    }
    if let Some(home) = world.personal_project(people.sam) {
        let fork = world.add_fork(home, route_planner, Content::Story(Arc::new(bicycles((*planner).clone()))));
        world.change_repository(fork, |each| {
            each.rights.insert(people.ada, Level::Read);
        });
        sams = Some(fork);
    }
    Shelves {
        storefront,
        checkout,
        route_planner,
        identity,
        my_storefront: mine.unwrap_or(storefront),
        sams_planner: sams.unwrap_or(route_planner),
    }
}

fn planner_story() -> Story {
    let mut story = small_story("route-planner", "main", 9);
    story.branch("feature/avoid-tolls", "main").wait(600);
    story.commit("feature/avoid-tolls", SAM, "Avoid toll roads", &[Change::Append("src/tolls.txt", "No tolls.\n".into())]);
    story.wait(60);
    story.commit("feature/avoid-tolls", SAM, "Tell what a detour costs", &[Change::Append("src/tolls.txt", "Costs.\n".into())]);
    story
}

fn bicycles(mut story: Story) -> Story {
    story.branch("feature/cargo-bicycles", "main").wait(6000);
    let change = [Change::Append("src/bicycles.txt", "Up to four crates.\n".into())];
    story.commit("feature/cargo-bicycles", SAM, "Plan routes for cargo bicycles 🚲", &change);
    story
}

fn tea_and_checkout() -> Story {
    let mut story = small_story("checkout", "main", 6);
    story.branch("feature/早割-クーポン", "main").wait(800);
    let change = [Change::Append("src/coupon.txt", "早割\n".into())];
    story.commit("feature/早割-クーポン", super::people::JUN, "早割クーポンを追加", &change);
    story.branch("bugfix/receipt-date", "main").wait(100);
    let change = [Change::Append("src/receipt.txt", "The day of delivery.\n".into())];
    story.commit("bugfix/receipt-date", TOMAS, "Print the day of delivery", &change);
    story
}

fn pear_filter(mut story: Story) -> Story {
    story.branch("feature/pear-filter", "main").wait(700);
    for (message, line) in [("Filter pears by firmness", "soft, firm\n"), ("Remember the filter", "remember\n")] {
        story.wait(90);
        story.commit("feature/pear-filter", ADA, message, &[Change::Append("src/list/pears.ts", line.into())]);
    }
    story
}
