/** Everything the window needs around it: host, data, words, and what is shown while it starts or breaks. */
import type { QueryClient } from "@tanstack/react-query";
import { Suspense } from "react";

import { DataProvider } from "../data/provider";
import { HostProvider } from "../host/context";
import type { Host } from "../host/host";
import { LoadingState } from "../parts/LoadingState";
import { PartWordsContext } from "../parts/words";
import { windowWords } from "../text/frame";
import { partWords } from "../text/parts";
import { Boundary } from "./Boundary";
import { Window } from "./Window";

interface ApplicationProps {
  host: Host;
  /** What was answered already. */
  ahead?: QueryClient;
}

export function Application({ host, ahead }: ApplicationProps) {
  return (
    <HostProvider host={host}>
      <PartWordsContext value={partWords}>
        <Boundary>
          <DataProvider ahead={ahead}>
            <Suspense fallback={<LoadingState label={windowWords.starting} />}>
              <Window />
            </Suspense>
          </DataProvider>
        </Boundary>
      </PartWordsContext>
    </HostProvider>
  );
}
