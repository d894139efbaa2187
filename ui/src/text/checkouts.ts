/** Words about checking out, here or in a work tree beside the repository. Names in them are hostile. */
import type { CheckedOut, CheckoutTarget } from "../host/api.gen";

export const checkoutWords = {
  checkOut: "Check out",
  checkOutCommit: "Check out this commit, on no branch",
  /** For menus of a commit that several branches point to. */
  checkOutNamed: (name: string) => `Check out ${name}`,
  checkOutIn: (name: string, repository: string) => `Check out ${name} in ${repository}`,
  worktree: "Open in a new work tree",
  worktreeNamed: (name: string) => `Open ${name} in a new work tree`,
  worktreeHint: "A folder of its own beside the repository; what you work on here stays as it is.",
  pullRequestHint: (branch: string) => `Fetches ${branch} and checks it out here`,
  otherWays: "Other ways to check it out",
  isCurrent: "it is checked out",
  choose: "Check out a branch…",
  /** What stands in the palette's field: the entries of branches begin so. */
  palettePrefix: "Check out ",
};

/** What a target is called. */
export function targetName(target: CheckoutTarget): string {
  switch (target.kind) {
    case "branch":
      return target.name;
    case "remoteBranch":
      return `${target.remote}/${target.name}`;
    case "commit":
      return target.id.slice(0, 9);
    case "pullRequest":
      return `#${target.number}`;
  }
}

/** Where one is now, and what was done besides. */
export function checkedOutWords(
  { branch, commit, made, remote, hook, without }: CheckedOut,
  isBeside: boolean,
): string {
  const short = commit.slice(0, 9);
  const where = isBeside ? "The work tree is on" : "You are on";
  const begin =
    branch === null
      ? `${where} no branch, at ${short}: commits that you make there belong to no branch until you make one.`
      : made
        ? `${where} ${branch}, a new branch at ${short}.`
        : `${where} ${branch}, at ${short}.`;
  return [
    begin,
    ...(remote === null ? [] : [`The fork is the remote ${remote} from now on.`]),
    ...(without === null ? [] : [missing[without]]),
    ...(hook === null ? [] : [`The hook post-checkout ended with an error: ${hook.trim()}`]),
  ].join(" ");
}

const missing = {
  branch: "The source branch was deleted: these are its last commits, as the server keeps them.",
  repository: "The source repository was deleted or you may not read it: these are the commits that the server keeps.",
};
