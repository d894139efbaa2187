/** Sample answers about pull requests of `PLAT/billing`. */
import type { PullRequest, Reviewer, ReviewVerdict, User } from "./api.gen";
import type { Answers } from "./memory";
import { sampleSha } from "./sample_graph";

export function sampleReviewerUser(displayName: string, active = true): User {
  const name =
    displayName
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ".") || "user";
  return { name, slug: name, displayName, email: `${name}@example.org`, active };
}

const ada = sampleReviewerUser("Ada Lovelace");
const grace = sampleReviewerUser("Grace Hopper");
const jose = sampleReviewerUser("José Núñez");
const li = sampleReviewerUser("李小龙");
const gone = sampleReviewerUser("Katherine Johnson", false);
const marie = sampleReviewerUser("Marie-Claire van der Berg-Hohenstaufen");

const said = (user: User, verdict: ReviewVerdict, outdated = false): Reviewer => ({ user, verdict, outdated });

const description = `Each line of an invoice is rounded, as the bank does it; the sum follows from the lines.

## Why

Customers see a difference of **one cent** between invoice and statement. See [BILL-301](https://jira.example.org/browse/BILL-301).

- [x] round each line
- [x] keep the old way for invoices that were sent
- [ ] tell support

\`\`\`java
BigDecimal rounded = line.amount().setScale(2, RoundingMode.HALF_EVEN);
\`\`\`

| currency | before | after |
| --- | ---: | ---: |
| CHF | 10.02 | 10.00 |
| EUR | 10.02 | 10.02 |
`;

const repository = { project: "PLAT", slug: "billing" };
const hours = (count: number) => new Date(Date.now() - count * 3_600_000).toISOString();

/** An open pull request with everything usual; change what a test is about. */
export function samplePullRequest(changes: Partial<PullRequest> = {}): PullRequest {
  const number = changes.number ?? 128;
  return {
    repository,
    number,
    title: "Round each line of an invoice",
    description,
    state: "open",
    draft: false,
    author: grace,
    reviewers: [said(ada, "waiting"), said(jose, "approved"), said(li, "needsWork", true)],
    participants: [marie],
    from: { branch: "feature/BILL-301-swiss-rounding", commit: sampleSha(9), repository, deleted: false },
    to: { branch: "main", commit: sampleSha(4), repository, deleted: false },
    created: hours(52),
    updated: hours(3),
    comments: 7,
    openTasks: 2,
    merge: "clean",
    url: `https://git.example.org/projects/PLAT/repos/billing/pull-requests/${number}`,
    ...changes,
  };
}

export const samplePullRequestList: PullRequest[] = [
  samplePullRequest(),
  samplePullRequest({
    number: 127,
    title: "SEPA: direct debit and return codes",
    author: ada,
    draft: true,
    reviewers: [said(grace, "waiting"), said(marie, "waiting")],
    openTasks: 0,
    comments: 0,
    merge: "conflicted",
    description: "",
  }),
  samplePullRequest({
    number: 125,
    title:
      "A title that somebody wrote as if it were the whole description, with the reason, the ticket BILL-377, three file names, what support said on the phone and the hope that it can be merged before Friday",
    author: jose,
    reviewers: [
      said(ada, "approved"),
      said(grace, "approved"),
      said(li, "approved"),
      said(gone, "waiting"),
      said(marie, "needsWork"),
    ],
    from: { branch: "feature/BILL-377-sepa/return-codes", commit: sampleSha(22), repository: null, deleted: true },
    merge: "unknown",
  }),
  samplePullRequest({
    number: 121,
    title: "修正发票的四舍五入",
    author: li,
    reviewers: [],
    participants: [],
    openTasks: 0,
    comments: 1,
    from: { branch: "feature/四舍五入", commit: sampleSha(31), repository, deleted: true },
  }),
  samplePullRequest({
    number: 119,
    title: "Upgrade to JDK 25",
    author: ada,
    reviewers: [said(grace, "approved"), said(jose, "approved")],
    openTasks: 0,
  }),
  ...Array.from({ length: 9 }, (_, n) =>
    samplePullRequest({
      number: 110 - n,
      title: `Nightly reconciliation, step ${n + 1}`,
      author: marie,
      reviewers: [said(n % 2 ? ada : grace, n % 3 ? "waiting" : "approved")],
    }),
  ),
];

export function samplePullRequests(): Answers {
  return {
    list_pull_requests: ({ filter }) => {
      const mine = ({ author }: PullRequest) => author.name === ada.name;
      const waits = ({ reviewers }: PullRequest) =>
        reviewers.some(({ user, verdict }) => user.name === ada.name && verdict === "waiting");
      const fits = filter.kind === "mine" ? mine : filter.kind === "toReview" ? waits : () => true;
      return { items: samplePullRequestList.filter(fits), next: null };
    },
    get_pull_request: ({ number }) =>
      samplePullRequestList.find((one) => one.number === number) ?? samplePullRequest({ number }),
  };
}
