/** New Tab: what one can begin with, favourites first, integrations with their state. */
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { usePlaces } from "../../data/places";
import type { Answers } from "../../host/memory";
import { brokenRules } from "../../tests/axe";
import { show } from "../../tests/render";
import { NewTabView } from "./NewTabView";

function Where() {
  const { preferences } = usePlaces();
  return <output>{preferences ? `${preferences.section} ${preferences.host}` : ""}</output>;
}

async function newTab(answers: Answers = {}) {
  const shown = show(
    <>
      <NewTabView />
      <Where />
    </>,
    answers,
  );
  const known = await screen.findByRole("region", { name: "Recent" });
  return { ...shown, known };
}

it("lists favourites before the rest and marks what is gone", async () => {
  const { known, container } = await newTab();
  const [favourites, recent] = await within(known).findAllByRole("list");
  expect(favourites).toHaveTextContent("billing");
  expect(recent).toHaveTextContent("release-notesFolder is missing");
  expect(await brokenRules(container)).toEqual([]);
});

it("narrows while typing and opens the first with Enter", async () => {
  const { user, host, known } = await newTab();
  await within(known).findByText("design-tokens");
  await user.type(screen.getByRole("searchbox", { name: "Find a repository" }), "token");
  expect(within(known).getAllByRole("listitem")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-design-tokens");
});

it("marks a favourite", async () => {
  const { user, host } = await newTab();
  await user.click(await screen.findByRole("button", { name: "Mark design-tokens as favourite" }));
  expect(host.callsOf("favour_repository")).toEqual([{ id: "repository-design-tokens", favourite: true }]);
});

it("shows the state of integrations and the way to all of them", async () => {
  const { user } = await newTab();
  expect(
    await screen.findByRole("button", { name: /git\.example\.org.*Reachable · Signed in as Ada Lovelace/ }),
  ).toBeVisible();
  await user.click(screen.getByRole("button", { name: "See all the integrations" }));
  expect(screen.getByText("integrations null")).toBeInTheDocument();
});

it("offers to connect where nothing is", async () => {
  const { user } = await newTab({ list_hosts: () => [] });
  await user.click(await screen.findByRole("button", { name: /Bitbucket Server \/ Data Center.*Not connected/ }));
  expect(screen.getByText("integrations new")).toBeInTheDocument();
});

it("says so where there is nothing yet, and where nothing fits", async () => {
  const { user } = await newTab();
  await user.type(screen.getByRole("searchbox"), "zzz");
  expect(screen.getByText("No repository fits")).toBeInTheDocument();
});

it("says why the list is missing, and tries again", async () => {
  let broken = true;
  const { user } = await newTab({
    list_repositories: () => {
      if (broken) throw Object.assign(new Error("x"), { kind: "broken", detail: "disk" });
      return [];
    },
  });
  expect(await screen.findByText(/Something is wrong in Bough/)).toBeInTheDocument();
  broken = false;
  expect(screen.getByRole("button", { name: "Copy details" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Copy details" }));
});
