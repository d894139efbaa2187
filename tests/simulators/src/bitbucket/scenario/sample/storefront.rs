//! The history of `SHOP/storefront`: a year with features beside each other, merges, releases, and branches that are still open.

use super::features::{CHORES, FEATURES, Feature};
use super::people::{ADA, HUGO, JUN, LEA, MIRZA, NOOR, OLENA, PRIYA, SAM, TEAM, TOMAS, WILHELMINA};
use crate::bitbucket::story::{Author, Change, Story};

/// A pull request that is part of the history.
pub(super) struct Merged {
    pub title: &'static str,
    pub branch: &'static str,
    /// Place in the team.
    pub author: usize,
    pub opened: i64,
    pub closed: i64,
}

pub(super) struct Told {
    pub story: Story,
    pub merged: Vec<Merged>,
    /// When the last commit was made, in milliseconds.
    pub end: i64,
}

/// Number of the first pull request that is not merged.
pub(super) const NEXT: usize = FEATURES.len() + 1;

/// 3 November 2025, eight in the morning.
const START: i64 = 1_762_156_800;

/// A commit in the style of the project: a function named after its purpose, with the purpose above it.
fn work(story: &mut Story, branch: &str, author: Author<'_>, message: &str, path: &str) {
    let mut name = String::new();
    for word in message.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        let first = if name.is_empty() { first.to_lowercase() } else { first.to_uppercase() };
        name = name + &first + rest;
    }
    let text = match path.rsplit_once('.').map(|(_, kind)| kind) {
        Some("md") => format!("- {message}.\n"),
        Some("json") => format!("// {message}\n{{ \"{name}\": true }}\n"),
        Some("css") => format!("/* {message}. */\n.{name} {{ color: var(--leaf); }}\n\n"),
        _ => format!(
            "/** {message}. */\nexport function {name}(input: Order): Order {{\n  return {{ ...input, {name}: true }};\n}}\n\n"
        ),
    };
    story.commit(branch, author, message, &[Change::Append(path, text)]);
}

/// Irregular, but the same every time: between five hours and four days.
fn pause(story: &mut Story, step: usize) {
    let step = i64::try_from(step).unwrap_or(0);
    story.wait(300 + step * 7919 % 5750);
}

fn source(number: usize) -> String {
    format!("refs/pull-requests/{number}/from")
}

fn begin(story: &mut Story) {
    let readme = "# Storefront\n\nThe shop window of Kestrel Orchards.\n\n## Run it\n\n1. Install the tools.\n2. Start the shop.\n\n## Notes\n\n";
    story.commit(
        "main",
        WILHELMINA,
        "First commit",
        &[Change::Write("README.md", readme.into()), Change::Write("package.json", "{ \"name\": \"storefront\" }\n".into())],
    );
    story.wait(180);
    let hidden = "build/out\n*.log\n";
    story.commit("main", WILHELMINA, "Ignore what the build makes", &[Change::Write(".gitignore", hidden.into())]);
    story.wait(1500);
    work(story, "main", ADA, "Draw the front page", "src/front/page.ts");
    story.wait(900);
    work(story, "main", LEA, "Choose the colours of the orchard", "src/theme/colours.css");
}

/// The second half of a feature, and its merge.
fn finish(story: &mut Story, number: usize, feature: &Feature, opened: i64) -> Merged {
    let (branch, title, commits) = feature;
    let author = TEAM[number % TEAM.len()];
    let name = source(number);
    for (step, (message, path)) in commits.iter().enumerate().skip(commits.len() / 2) {
        pause(story, number * 5 + step);
        work(story, &name, author, message, path);
    }
    if number % 7 == 3 {
        pause(story, number);
        story.merge(&name, "main", author, &format!("Merge branch 'main' into {branch}"));
    }
    pause(story, number + 3);
    let line = format!("- {title} (#{number})\n");
    let merger = TEAM[(number + 2) % TEAM.len()];
    let message = format!("Merge pull request #{number} in SHOP/storefront from {branch} to main\n\n{title}");
    story.merge("main", &name, merger, &message);
    story.point(&format!("refs/pull-requests/{number}/merge"), "main");
    let closed = story.clock() * 1000;
    if number % 9 == 4 {
        story.wait(20);
        story.commit("main", merger, "Note it in the changes", &[Change::Append("CHANGES.md", line)]);
    }
    Merged { title, branch, author: number % TEAM.len(), opened, closed }
}

fn release(story: &mut Story, number: usize) {
    let minor = number / 6;
    let (name, branch) = (format!("v1.{minor}.0"), format!("release/1.{minor}"));
    story.wait(60);
    let text = format!("1.{minor}.0\n");
    story.commit("main", TOMAS, &format!("Release 1.{minor}.0"), &[Change::Write("VERSION", text)]);
    story.tag(&name, "main", Some(&format!("Release 1.{minor}.0")));
    if minor >= 3 {
        story.branch(&branch, "main").wait(2000);
        work(story, &branch, OLENA, "Keep the basket when the session ends", "src/basket/storage.ts");
        story.tag(&format!("v1.{minor}.1"), &branch, Some(&format!("Release 1.{minor}.1")));
    }
}

pub(super) fn tell() -> Told {
    let mut story = Story::new(START);
    begin(&mut story);
    let mut merged = Vec::new();
    let mut opened = 0;
    for (index, feature) in FEATURES.iter().enumerate() {
        let number = index + 1;
        pause(&mut story, number * 11);
        let before = opened;
        story.branch(&source(number), "main");
        for (message, path) in &feature.2[..feature.2.len() / 2] {
            pause(&mut story, number * 3);
            work(&mut story, &source(number), TEAM[number % TEAM.len()], message, path);
        }
        opened = story.clock() * 1000;
        if index > 0 {
            merged.push(finish(&mut story, index, &FEATURES[index - 1], before));
        }
        if number % 2 == 0 {
            let (message, path) = CHORES[number / 2 % CHORES.len()];
            pause(&mut story, number);
            work(&mut story, "main", TEAM[(number + 5) % TEAM.len()], message, path);
        }
        if number % 6 == 0 {
            release(&mut story, number);
        }
    }
    merged.push(finish(&mut story, FEATURES.len(), &FEATURES[FEATURES.len() - 1], opened));
    story.tag("nightly", "main", None);
    leave_open(&mut story);
    Told { end: story.clock() * 1000, story, merged }
}

/// Branches that nobody has merged yet; the pull requests for them are opened in `requests`.
fn leave_open(story: &mut Story) {
    let mut open = |name: &str, author: Author<'_>, commits: &[(&str, &str)]| {
        story.branch(name, "main");
        for (message, path) in commits {
            story.wait(350);
            work(story, name, author, message, path);
        }
    };
    open(
        "feature/gift-wrapping",
        LEA,
        &[("Offer paper and ribbon", "src/gift/paper.ts"), ("Let people write a card", "src/gift/card.ts")],
    );
    open(
        "feature/SHOP-418-basket-total",
        ADA,
        &[
            ("Add up the basket in one place", "src/basket/total.ts"),
            ("Show the total while scrolling", "src/basket/sticky.ts"),
            ("Test totals with vouchers", "tests/total.test.ts"),
        ],
    );
    open("fix/checkout-rounding", JUN, &[("Round the sum, not the lines", "src/price/sum.ts")]);
    open(
        "experiment/edge-rendering",
        ADA,
        &[
            ("Render the front page at the edge", "src/edge/render.ts"),
            ("Measure how long the first paint takes", "src/edge/measure.ts"),
        ],
    );
    open("chore/upgrade-build", MIRZA, &[("Raise the build tools to this year's", "build/tools.ts")]);
    // The branch of this one is deleted, and the repository of the next; the third was declined.
    open(&source(NEXT + 6), NOOR, &[("Ask for consent once", "src/front/consent.ts")]);
    open(&source(NEXT + 7), TOMAS, &[("Show prices per kilo", "src/price/kilo.ts")]);
    open(&source(NEXT + 9), HUGO, &[("Put all code into one file", "src/all.ts")]);
    open("feature/ægir-çay-純", JUN, &[("Sell tea as well", "src/tea/ægir.ts")]);
    clash(story);
    story.wait(200);
    work(story, "main", PRIYA, "Count visits of the bargain page", "src/bargain/visits.ts");
    story.wait(400);
    work(story, "main", ADA, "Thank the pickers by name", "docs/people.md");
}

/// Both branches rewrite the same line of the README.
fn clash(story: &mut Story) {
    let readme = story.file("main", "README.md").unwrap_or_default().to_owned();
    let other = |words: &str| readme.replace("2. Start the shop.", words);
    story.branch("feature/search-suggestions", "main").wait(90);
    let theirs = [Change::Write("README.md", other("2. Start the shop and the search."))];
    story.commit("feature/search-suggestions", SAM, "Suggest while typing", &theirs);
    story.wait(500);
    let ours = [Change::Write("README.md", other("2. Start the shop with the sample data."))];
    story.commit("main", LEA, "Start with sample data", &ours);
}
