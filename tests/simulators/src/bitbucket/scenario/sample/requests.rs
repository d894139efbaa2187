//! Pull requests of the company: a year of merged ones, and open ones in every state a client has to show.

use super::people::People;
use super::shelves::Shelves;
use super::storefront::Told;
use crate::bitbucket::world::{Comment, Participant, PullRequestState, RepositoryId, Side, UserId, Verdict, World};

const HOUR: i64 = 3_600_000;

use Verdict::{Approved, NeedsWork, Unapproved};

struct Clerk<'a> {
    world: &'a mut World,
    /// When the next one is opened.
    time: i64,
}

impl Clerk<'_> {
    fn open(
        &mut self,
        author: UserId,
        (from, branch): (RepositoryId, &str),
        to: RepositoryId,
        title: &str,
        reviewers: &[(UserId, Verdict)],
    ) -> u64 {
        self.time += 5 * HOUR;
        let side = |repository, branch: &str| Side { repository, branch: branch.into() };
        let number = self.world.add_pull_request(author, side(from, branch), side(to, "main"), title, self.time);
        if let Some(pull) = self.world.pull_request_mut(to, number) {
            pull.reviewers = reviewers.iter().map(|(user, verdict)| Participant::new(*user, *verdict)).collect();
            pull.updated = self.time + i64::try_from(number % 7).unwrap_or(0) * HOUR;
        }
        number
    }

    fn describe(&mut self, to: RepositoryId, number: u64, text: &str) {
        if let Some(pull) = self.world.pull_request_mut(to, number) {
            pull.description = Some(text.into());
        }
    }

    fn comment(&mut self, to: RepositoryId, number: u64, author: UserId, text: &str, task: Option<bool>) {
        let id = self.world.fresh_id();
        if let Some(pull) = self.world.pull_request_mut(to, number) {
            let created = pull.created + HOUR * (1 + i64::try_from(pull.comments.len()).unwrap_or(0));
            let (task, resolved) = (task.is_some(), task.unwrap_or(false));
            pull.comments.push(Comment { id, author, text: text.into(), created, task, resolved });
            pull.updated = pull.updated.max(created);
            let known = pull.author == author || pull.reviewers.iter().chain(&pull.participants).any(|each| each.user == author);
            if !known {
                pull.participants.push(Participant::new(author, Unapproved));
            }
        }
    }
}

pub(super) fn open(world: &mut World, people: &People, shelves: &Shelves, told: &Told) {
    merged(world, people, shelves, told);
    let mut clerk = Clerk { world, time: told.end - 80 * HOUR };
    storefront(&mut clerk, people, shelves);
    elsewhere(&mut clerk, people, shelves);
}

/// The numbers must be those that the history names.
fn merged(world: &mut World, people: &People, shelves: &Shelves, told: &Told) {
    let team = people.team();
    for each in &told.merged {
        let author = team[each.author];
        let from = Side { repository: shelves.storefront, branch: each.branch.into() };
        let to = Side { repository: shelves.storefront, branch: "main".into() };
        let number = world.add_pull_request(author, from, to, each.title, each.opened);
        if let Some(pull) = world.pull_request_mut(shelves.storefront, number) {
            pull.state = PullRequestState::Merged;
            pull.version = 2;
            (pull.updated, pull.closed) = (each.closed, Some(each.closed));
            let reviewers = [team[(each.author + 2) % team.len()], team[(each.author + 4) % team.len()]];
            pull.reviewers = reviewers.map(|user| Participant::new(user, Approved)).to_vec();
        }
    }
}

fn storefront(clerk: &mut Clerk<'_>, people: &People, shelves: &Shelves) {
    let shop = shelves.storefront;
    let People { ada, jun, mirza, olena, sam, priya, tomas, lea, noor, hugo, .. } = *people;
    let gift = clerk.open(lea, (shop, "feature/gift-wrapping"), shop, "Gift wrapping", &[(ada, Unapproved), (tomas, Approved)]);
    clerk.describe(shop, gift, "Paper, ribbon and a card.\n\n* paper in three colours\n* a card with up to 200 letters");
    let total = clerk.open(
        ada,
        (shop, "feature/SHOP-418-basket-total"),
        shop,
        "SHOP-418 Show the basket's total while scrolling",
        &[(priya, NeedsWork), (tomas, Approved), (olena, Unapproved), (hugo, Unapproved)],
    );
    clerk.describe(
        shop,
        total,
        "The total was computed in **three** places. Now there is one.\r\n\r\nSee `src/basket/total.ts`.",
    );
    clerk.comment(shop, total, priya, "What happens with two vouchers?", None);
    clerk.comment(shop, total, priya, "Please add a test with two vouchers.", Some(false));
    clerk.comment(shop, total, ada, "Good catch, I will.", None);
    clerk.comment(shop, total, tomas, "Nice and short 👍", None);
    clerk.comment(shop, total, priya, "Rename `sum` to `total`.", Some(true));
    clerk.comment(shop, total, noor, "Does this work from right to left?", Some(false));
    let ready = [(ada, Approved), (lea, Approved), (priya, Approved)];
    clerk.open(jun, (shop, "fix/checkout-rounding"), shop, "Round the sum, not the lines", &ready);
    let search = (shop, "feature/search-suggestions");
    let search = clerk.open(sam, search, shop, "Suggestions while typing", &[(ada, Unapproved), (mirza, NeedsWork)]);
    clerk.comment(shop, search, mirza, "This conflicts with the sample data.", None);
    let edge = clerk.open(ada, (shop, "experiment/edge-rendering"), shop, "Render the front page at the edge", &[]);
    if let Some(pull) = clerk.world.pull_request_mut(shop, edge) {
        pull.draft = true;
    }
    clerk.open(mirza, (shop, "chore/upgrade-build"), shop, "Raise the build tools to this year's", &[]);
    // Deleted since: the branch of the first, the whole repository of the second.
    clerk.open(noor, (shop, "fix/cookie-banner"), shop, "Ask for consent once", &[(ada, Approved), (lea, Unapproved)]);
    let gone = RepositoryId(999_999);
    clerk.open(tomas, (gone, "feature/price-per-kilo"), shop, "Prices per kilo", &[(ada, Unapproved)]);
    let pears = (shelves.my_storefront, "feature/pear-filter");
    clerk.open(ada, pears, shop, "Filter pears by firmness 🍐", &[(lea, Unapproved), (sam, Approved)]);
    let old = clerk.open(hugo, (shop, "rewrite"), shop, "Replace everything with one file", &[(lea, NeedsWork)]);
    if let Some(pull) = clerk.world.pull_request_mut(shop, old) {
        let time = pull.created + HOUR;
        (pull.state, pull.closed, pull.updated) = (PullRequestState::Declined, Some(time), time);
    }
}

fn elsewhere(clerk: &mut Clerk<'_>, people: &People, shelves: &Shelves) {
    let People { ada, jun, sam, priya, tomas, lea, robot, .. } = *people;
    let (planner, checkout) = (shelves.route_planner, shelves.checkout);
    clerk.open(sam, (planner, "feature/avoid-tolls"), planner, "Avoid toll roads", &[(ada, NeedsWork), (priya, Approved)]);
    let bicycles = (shelves.sams_planner, "feature/cargo-bicycles");
    clerk.open(sam, bicycles, planner, "Plan routes for cargo bicycles 🚲", &[(ada, Unapproved)]);
    clerk.open(jun, (checkout, "feature/早割-クーポン"), checkout, "早割クーポンを追加", &[(ada, Approved), (lea, Unapproved)]);
    clerk.open(tomas, (checkout, "bugfix/receipt-date"), checkout, "Print the day of delivery", &[]);
    clerk.open(
        robot,
        (shelves.identity, "feature/next"),
        shelves.identity,
        "Update dependencies",
        &[(ada, Unapproved), (priya, Approved)],
    );
}
