/** Webhooks of a repository on a host. No event tells of them: whoever changes one has the list read again. */
import { useQueryClient } from "@tanstack/react-query";

import type { AccountId, Host } from "../host/api.gen";
import type { Command } from "../host/host";
import { useAct, useAnswer, useSecretAct } from "./ask";
import { useHosts } from "./hosts";
import type { HostPlace } from "./places";

export function useWebhooks(place: HostPlace) {
  return useAnswer("list_webhooks", { ...place }, { refetchOnMount: "always" });
}

export function useDeliveries(place: HostPlace, webhook: number) {
  return useAnswer("get_webhook_deliveries", { ...place, webhook }, { refetchOnMount: "always" });
}

function useReadAgain() {
  const client = useQueryClient();
  const stale: Command[] = ["list_webhooks", "get_webhook_deliveries"];
  return () => Promise.all(stale.map((name) => client.invalidateQueries({ queryKey: [name] })));
}

/** Makes a webhook. Its arguments may hold a secret: nothing of them is kept. */
export function useCreateWebhook() {
  return { ...useSecretAct("create_webhook"), readAgain: useReadAgain() };
}

/** Changes one. Its arguments may hold a secret: nothing of them is kept. */
export function useChangeWebhook() {
  return { ...useSecretAct("change_webhook"), readAgain: useReadAgain() };
}

export function useTestWebhook() {
  return useAct("test_webhook", useReadAgain());
}

export function useDeleteWebhook() {
  return useAct("delete_webhook", useReadAgain());
}

/** True where an account is known not to administer any repository: the server would say no. */
function mayNot(hosts: readonly Host[], account: AccountId): boolean {
  const abilities = hosts.flatMap((host) => host.accounts).find(({ id }) => id === account)?.abilities ?? [];
  return abilities.some(({ ability, verdict }) => ability === "administerRepositories" && verdict === "refused");
}

/** Tells of an account whether its token is known not to administer repositories. */
export function useMayNotAdminister(): (account: AccountId) => boolean {
  const { data: hosts = [] } = useHosts();
  return (account) => mayNot(hosts, account);
}
