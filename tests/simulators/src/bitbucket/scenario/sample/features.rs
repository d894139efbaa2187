//! What was built in the storefront during its first year: branch, title, and the commits on the way.

pub(super) type Feature = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// In the order in which the pull requests were opened.
pub(super) const FEATURES: [Feature; 27] = [
    (
        "feature/product-page",
        "Product page with origin and season",
        &[
            ("Show name, price and photo", "src/product/page.ts"),
            ("Tell from which orchard a fruit comes", "src/product/origin.ts"),
            ("Show the season as twelve small bars", "src/product/season.ts"),
        ],
    ),
    (
        "feature/basket",
        "A basket that survives closing the window",
        &[
            ("Keep lines of the basket in memory", "src/basket/basket.ts"),
            ("Write the basket to local storage", "src/basket/storage.ts"),
            ("Merge two baskets after signing in", "src/basket/merge.ts"),
            ("Test merging with the same fruit twice", "tests/basket.test.ts"),
        ],
    ),
    (
        "feature/delivery-slots",
        "Choose a delivery slot",
        &[
            ("Ask the route planner for free slots", "src/delivery/slots.ts"),
            ("Draw the week as a table", "src/delivery/week.ts"),
            ("Hold a slot for ten minutes", "src/delivery/hold.ts"),
        ],
    ),
    (
        "fix/price-rounding",
        "Round prices the way the till does",
        &[("Round half to even", "src/price/round.ts"), ("Test the prices that were wrong in May", "tests/price.test.ts")],
    ),
    (
        "feature/accounts",
        "Accounts with several addresses",
        &[
            ("Let people sign in with a code", "src/account/signin.ts"),
            ("Keep more than one address", "src/account/addresses.ts"),
            ("Choose the address when ordering", "src/account/choose.ts"),
            ("Delete an account for good", "src/account/delete.ts"),
        ],
    ),
    (
        "chore/faster-tests",
        "Tests in half the time",
        &[("Run test files side by side", "build/tests.ts"), ("Share one browser between tests", "build/browser.ts")],
    ),
    (
        "feature/vouchers",
        "Vouchers",
        &[
            ("Read voucher codes without regard to case", "src/voucher/code.ts"),
            ("Take the discount off before shipping", "src/voucher/discount.ts"),
            ("Say why a voucher was refused", "src/voucher/reasons.ts"),
        ],
    ),
    (
        "fix/safari-scroll",
        "Keep the scroll position on going back",
        &[
            ("Remember the position per list", "src/list/scroll.ts"),
            ("Wait for pictures before scrolling", "src/list/pictures.ts"),
        ],
    ),
    (
        "feature/subscriptions",
        "A crate every week",
        &[
            ("Describe a subscription", "src/subscription/model.ts"),
            ("Pause for the holidays", "src/subscription/pause.ts"),
            ("Swap what is in the next crate", "src/subscription/swap.ts"),
            ("Remind two days before packing", "src/subscription/remind.ts"),
        ],
    ),
    (
        "feature/allergens",
        "Show allergens everywhere",
        &[("Read allergens from the catalogue", "src/product/allergens.ts"), ("Warn in the basket", "src/basket/warning.ts")],
    ),
    (
        "fix/double-submit",
        "An order is sent once",
        &[("Give each order a key of its own", "src/order/key.ts"), ("Disable the button while sending", "src/order/button.ts")],
    ),
    (
        "feature/reviews",
        "Customers tell how it tasted",
        &[
            ("Store one review per order line", "src/review/store.ts"),
            ("Show the average with its count", "src/review/average.ts"),
            ("Hide reviews until somebody read them", "src/review/moderate.ts"),
        ],
    ),
    (
        "feature/dark-theme",
        "Dark theme",
        &[
            ("Move colours into variables", "src/theme/colours.css"),
            ("Follow the setting of the system", "src/theme/follow.ts"),
            ("Dim photos a little at night", "src/theme/photos.css"),
        ],
    ),
    (
        "chore/strict-types",
        "Strict types in the whole tree",
        &[
            ("Switch on strict checks", "build/types.json"),
            ("Fix what the checks found in the basket", "src/basket/basket.ts"),
            ("Fix what the checks found in delivery", "src/delivery/slots.ts"),
        ],
    ),
    (
        "feature/pickup-points",
        "Collect at a pickup point",
        &[
            ("List points by distance", "src/pickup/points.ts"),
            ("Show opening hours", "src/pickup/hours.ts"),
            ("Print a label with a large number", "src/pickup/label.ts"),
        ],
    ),
    (
        "fix/utf8-names",
        "Names with any letters",
        &[
            ("Compare names after normalising them", "src/account/names.ts"),
            ("Test with Đ, ł, 純 and emoji", "tests/names.test.ts"),
        ],
    ),
    (
        "feature/recipes",
        "Recipes for what is in the basket",
        &[
            ("Find recipes by fruit", "src/recipe/find.ts"),
            ("Add what is missing with one click", "src/recipe/add.ts"),
            ("Cache recipes for a day", "src/recipe/cache.ts"),
        ],
    ),
    (
        "feature/invoices",
        "Invoices as files",
        &[
            ("Lay out an invoice on one page", "src/invoice/layout.ts"),
            ("Number invoices without gaps", "src/invoice/numbers.ts"),
            ("Send invoices once a month to companies", "src/invoice/monthly.ts"),
        ],
    ),
    (
        "fix/slot-race",
        "Two people cannot book the last slot",
        &[
            ("Reproduce the race in a test", "tests/slots.test.ts"),
            ("Reserve before asking for the payment", "src/delivery/hold.ts"),
        ],
    ),
    (
        "feature/loyalty",
        "Apples for regular customers",
        &[("Count one apple per crate", "src/loyalty/count.ts"), ("Trade ten apples for a bag of pears", "src/loyalty/trade.ts")],
    ),
    (
        "chore/new-bundler",
        "A faster bundler",
        &[
            ("Try the new bundler beside the old one", "build/bundle.ts"),
            ("Compare the size of both results", "build/compare.ts"),
            ("Remove the old bundler", "build/old.ts"),
        ],
    ),
    (
        "feature/harvest-news",
        "News from the orchards",
        &[("Read the harvest diary", "src/news/diary.ts"), ("Show three entries on the first page", "src/news/front.ts")],
    ),
    (
        "feature/company-orders",
        "Fruit for offices",
        &[
            ("Order for several desks at once", "src/company/desks.ts"),
            ("Let one person approve orders", "src/company/approve.ts"),
            ("Export orders for the accountants", "src/company/export.ts"),
        ],
    ),
    (
        "fix/time-zones",
        "Delivery days in the customer's time zone",
        &[
            ("Keep times with their offset", "src/delivery/times.ts"),
            ("Test the night when clocks change", "tests/times.test.ts"),
        ],
    ),
    (
        "feature/accessible-menu",
        "A menu that works without a mouse",
        &[
            ("Move with the arrow keys", "src/menu/keys.ts"),
            ("Say which page is open", "src/menu/current.ts"),
            ("Close with Escape", "src/menu/close.ts"),
        ],
    ),
    (
        "feature/waste-less",
        "Crooked fruit at half price",
        &[
            ("Mark crooked fruit in the catalogue", "src/product/crooked.ts"),
            ("A page of its own for bargains", "src/bargain/page.ts"),
            ("Count the kilos that were saved", "src/bargain/kilos.ts"),
        ],
    ),
    (
        "chore/error-reports",
        "Errors reach us without personal data",
        &[("Collect errors with their release", "src/report/collect.ts"), ("Strip names and addresses", "src/report/strip.ts")],
    ),
];

/// Small things done directly on the main branch in between.
pub(super) const CHORES: [(&str, &str); 12] = [
    ("Update dependencies", "package.json"),
    ("Correct a typo on the front page", "src/front/text.ts"),
    ("Link the code of conduct", "README.md"),
    ("Compress the photo of the orchard", "src/front/photo.ts"),
    ("Raise the time limit of the end-to-end tests", "build/tests.ts"),
    ("Name the people to ask", "docs/people.md"),
    ("Log slow pages", "src/report/slow.ts"),
    ("Translate the footer", "src/front/footer.ts"),
    ("Remove an unused picture", "src/front/unused.ts"),
    ("Describe how to make a release", "docs/release.md"),
    ("Sort the imports", "src/basket/basket.ts"),
    ("Say thanks to the first thousand customers", "src/front/thanks.ts"),
];
