/** The first minute: the suggested author, three doors and the demo, and no network before a door was chosen. */
import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { useApplication } from "../../data/application";
import { usePlaces } from "../../data/places";
import type { Application, Profiles } from "../../host/api.gen";
import { sampleApplication, sampleProfiles } from "../../host/sample_window";
import { brokenRules } from "../../tests/axe";
import { show } from "../../tests/render";
import { WelcomeView } from "./WelcomeView";

function Where() {
  const { preferences, clone, newTab } = usePlaces();
  return <output>{JSON.stringify({ preferences, clone, newTab })}</output>;
}

async function welcome(application: Partial<Application> = {}) {
  const shown = show(
    <>
      <WelcomeView />
      <Where />
    </>,
    { get_application: () => ({ ...sampleApplication, firstStart: true, ...application }) },
  );
  await screen.findByRole("heading", { name: "Welcome to Bough" });
  const where = () => JSON.parse(screen.getAllByRole("status").at(-1)?.textContent ?? "{}") as Record<string, unknown>;
  return { ...shown, where };
}

it("fills in the author that Git knows and asks no host anything", async () => {
  const { host, container } = await welcome();
  expect(screen.getByLabelText("Name")).toHaveValue("Ada Lovelace");
  expect(screen.getByLabelText("E-mail address")).toHaveValue("ada@example.org");
  expect(host.calls.map(({ name }) => name)).not.toContain("probe_host");
  expect(screen.queryByRole("button", { name: /Try it with/ })).toBeNull();
  expect(await brokenRules(container)).toEqual([]);
});

it("keeps the author and goes through the door", async () => {
  const { host, user, where } = await welcome();
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), " Grace Hopper ");
  await user.click(screen.getByRole("button", { name: /^Clone/ }));
  await waitFor(() => expect(where().clone).toBe(true));
  expect(host.callsOf("finish_welcome")).toEqual([{ author: { name: "Grace Hopper", email: "ada@example.org" } }]);
});

/** Welcome as the frame shows it: until the first start is over. */
function FirstStart() {
  const { firstStart } = useApplication();
  return (
    <>
      {firstStart && <WelcomeView />}
      <Where />
    </>
  );
}

it("goes through the door even where the news of it takes Welcome away first", async () => {
  let firstStart = true;
  let answer = () => {};
  const { host, user } = show(<FirstStart />, {
    get_application: () => ({ ...sampleApplication, firstStart }),
    finish_welcome: () =>
      new Promise<Profiles>(
        (resolve) => (answer = () => resolve({ active: "profile-work", profiles: sampleProfiles })),
      ),
  });
  await user.click(await screen.findByRole("button", { name: /^Clone/ }));
  firstStart = false;
  host.emit({ kind: "profilesChanged" });
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Welcome to Bough" })).toBeNull());
  answer();
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent('"clone":true'));
});

it("says what is missing instead of going on", async () => {
  const { host, user } = await welcome({ suggestedAuthor: { name: "", email: "nonsense" } });
  await user.click(screen.getByRole("button", { name: /^Connect a hosting service/ }));
  expect(screen.getByText("A name is needed for commits.")).toBeInTheDocument();
  expect(screen.getByText(/An e-mail address is needed/)).toBeInTheDocument();
  expect(host.callsOf("finish_welcome")).toEqual([]);
});

it("puts the demo's address into the host field", async () => {
  const { user, where } = await welcome({ demo: { name: "the demo server", url: "http://127.0.0.1:7990" } });
  await user.click(screen.getByRole("button", { name: /^Try it with the demo server/ }));
  await waitFor(() =>
    expect(where().preferences).toEqual({ section: "integrations", host: "new", url: "http://127.0.0.1:7990" }),
  );
});

it("opens a folder the person picks", async () => {
  const { host, user } = await welcome();
  await user.click(screen.getByRole("button", { name: /^Open/ }));
  await waitFor(() => expect(host.callsOf("open_repository")).toEqual([{ path: "/home/ada/src" }]));
});
