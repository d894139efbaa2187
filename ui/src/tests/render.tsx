/** Renders a component as the window would: host, data, words of the parts. */
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";

import { DataProvider } from "../data/provider";
import { HostProvider } from "../host/context";
import { type Answers, memoryHost, type MemoryHost } from "../host/memory";
import { sampleAnswers } from "../host/sample";
import { PartWordsContext } from "../parts/words";
import { partWords } from "../text/parts";

export interface Shown extends RenderResult {
  host: MemoryHost;
  user: UserEvent;
}

/** Shows something over a memory host that answers like the samples, with other answers where the test gives them. */
export function show(what: ReactNode, answers: Answers = {}, host: MemoryHost = memoryHost()): Shown {
  const samples = sampleAnswers(host);
  host.answer({ ...samples, ...answers });
  const user = userEvent.setup({ delay: null });
  const result = render(
    <HostProvider host={host}>
      <PartWordsContext value={partWords}>
        <DataProvider>
          <Suspense fallback={<p>Starting</p>}>{what}</Suspense>
        </DataProvider>
      </PartWordsContext>
    </HostProvider>,
  );
  return { ...result, host, user };
}

/** Only the words of the parts, for tests of parts. */
export function showPart(what: ReactNode): RenderResult & { user: UserEvent } {
  const user = userEvent.setup({ delay: null });
  return { ...render(<PartWordsContext value={partWords}>{what}</PartWordsContext>), user };
}
