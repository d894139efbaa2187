/** What hosts said is read again where an act shows that it is not so any more. */
import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Fault } from "../host/api.gen";
import { show } from "../tests/render";
import { useAct, useAnswer } from "./ask";

const place = { account: "account-ada", repository: { project: "FLEET", slug: "route-planner" } };

function Kin() {
  const kin = useAnswer("get_kin", place);
  const fork = useAct("fork_repository");
  return (
    <button onClick={() => fork.mutate({ ...place, project: null, name: null })}>
      {kin.isFetching ? "asking" : (fork.error?.kind ?? "fork")}
    </button>
  );
}

it.each<[Fault, number]>([
  [{ kind: "notFound", what: "FLEET/route-planner" }, 2],
  [{ kind: "denied", missing: "Repository read", detail: "" }, 2],
  [{ kind: "refused", detail: "archived" }, 1],
])("after %j", async (fault, times) => {
  const { host, user } = show(<Kin />, {
    fork_repository: () => {
      throw fault;
    },
  });
  await user.click(await screen.findByText("fork"));
  await screen.findByText(fault.kind);
  await waitFor(() => expect(host.callsOf("get_kin")).toHaveLength(times));
});
