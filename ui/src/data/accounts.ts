/** Accounts: who we are on a host. */
import { useQueryClient } from "@tanstack/react-query";

import type { Account } from "../host/api.gen";
import type { Arguments } from "../host/host";
import { useAct, useSecretAct } from "./ask";

/**
 * Signs in with a token, tried once. Drop the token from your state when it was taken. `done` is called when the list of hosts knows
 * the account, so that it can be shown.
 */
export function useConnectAccount() {
  const client = useQueryClient();
  const act = useSecretAct("connect_account");
  const run = (args: Arguments<"connect_account">, done: (account: Account) => void) =>
    act.run(args, async (account) => {
      await client.invalidateQueries({ queryKey: ["list_hosts"] });
      done(account);
    });
  return { ...act, run };
}

/** Tries again what an account's token allows. */
export function useTestAccount() {
  return useAct("test_account");
}

/** Forgets an account and its secret. */
export function useDisconnectAccount() {
  return useAct("disconnect_account");
}
