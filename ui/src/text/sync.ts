/** Words about fetching and pushing. */
export const syncWords = {
  fetch: "Fetch from every remote",
  /** Hostile. */
  push: (branch: string, remote: string) => `Push ${branch} to ${remote}`,
  /** Hostile. */
  archived: (remote: string) => `${remote} is archived on its host: it takes no pushes until it is restored`,
  pushUnasked: "Push without asking the hook",
  pushTitle: "This repository wants to run a program of its own before you push",
  pushText:
    "Its hook is pre-push. Trusting means: it and all other hooks, as they are now or will be, run with your rights on this computer.",
  trustAndPush: "Trust and push",
  skipAndPush: "Push without the hook",
  cancel: "Cancel",
};
