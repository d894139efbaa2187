/** What helps to write a commit: people to name, messages that were written before, and who commits where. */
import { useQueryClient } from "@tanstack/react-query";

import type { ExpectedIdentity, RepositoryId } from "../host/api.gen";
import { keyOf, useAct, useAnswer } from "./ask";
import { useReport } from "./notices";

/** Who wrote the last commits, whoever did so last in front. */
export function usePeople(id: RepositoryId) {
  return useAnswer("list_people", { id });
}

/** Messages that were written here lately, the newest first, and a way to keep another one. */
export function useMessages(id: RepositoryId): { messages: readonly string[]; keep: (message: string) => void } {
  const client = useQueryClient();
  const { data: messages = [] } = useAnswer("list_messages", { id });
  const act = useAct("keep_message", () => client.invalidateQueries({ queryKey: keyOf("list_messages", { id }) }));
  // Not kept: it is still in the box, and nobody asked for this.
  return { messages, keep: (message) => message !== messages[0] && act.mutate({ id, message }) };
}

/** Says who commits in a repository from now on. It is pending until the outlook knows. */
export function useSettleIdentity(id: RepositoryId) {
  const client = useQueryClient();
  const report = useReport();
  const act = useAct("use_identity", () => client.invalidateQueries({ queryKey: keyOf("get_commit_outlook", { id }) }));
  return {
    settle: ({ author, signingKey }: ExpectedIdentity) => act.mutate({ id, author, signingKey }, { onError: report }),
    isPending: act.isPending,
  };
}

/** Says who is to commit in the repositories of a host. */
export function useSetIdentityRule() {
  return useAct("set_identity_rule");
}
