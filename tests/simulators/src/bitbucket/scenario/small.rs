//! A handful of commits for repositories that nobody looks into closely, different for each number.

use crate::bitbucket::story::{Author, Change, Story};

const PEOPLE: [(&str, &str, &str); 5] = [
    ("Ada Lindqvist", "ada@kestrel.example", "+0100"),
    ("Tomás Ferreira", "tomas@kestrel.example", "+0000"),
    ("Olena Koval", "olena@kestrel.example", "+0200"),
    ("Priya Nair", "priya.n@kestrel.example", "+0530"),
    ("田中 純", "jun.tanaka@kestrel.example", "+0900"),
];

const STEPS: [(&str, &str); 9] = [
    ("Describe what this is for", "README.md"),
    ("Add a licence note", "NOTICE.md"),
    ("Set up continuous builds", "build.yml"),
    ("Log requests with their duration", "src/log.txt"),
    ("Read settings from the environment", "src/settings.txt"),
    ("Retry when the network is down", "src/network.txt"),
    ("Explain how to run it locally", "docs/local.md"),
    ("Update dependencies", "dependencies.txt"),
    ("Remove what nobody used", "src/old.txt"),
];

/// The history of a small repository; `seed` decides its length, people and dates.
pub(crate) fn small_story(name: &str, branch: &str, seed: u64) -> Story {
    let pick = |step: u64, of: usize| usize::try_from((seed.wrapping_mul(31) + step * 7) % of as u64).unwrap_or(0);
    // The first days of 2026, some hours apart from repository to repository.
    let mut story = Story::new(1_767_600_000 + i64::try_from(seed % 5000).unwrap_or(0) * 5400);
    let author = |step: u64| {
        let (name, email, zone) = PEOPLE[pick(step, PEOPLE.len())];
        Author(name, email, zone)
    };
    let readme = format!("# {name}\n\nPart of the Kestrel Orchards code.\n");
    story.commit(branch, author(0), "First commit", &[Change::Write("README.md", readme)]);
    for step in 1..4 + seed % 5 {
        let (message, path) = STEPS[pick(step, STEPS.len())];
        let line = format!("- {message} ({step})\n");
        story.wait(400 + i64::try_from(seed * step % 3000).unwrap_or(0));
        story.commit(branch, author(step), message, &[Change::Append(path, line)]);
    }
    if seed.is_multiple_of(3) {
        story.branch("feature/next", branch).wait(90);
        let change = [Change::Append("docs/plan.md", "What comes next.\n".into())];
        story.commit("feature/next", author(9), "Plan the next steps", &change);
    }
    story
}
