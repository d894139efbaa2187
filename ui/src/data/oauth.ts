/** Signing in through the browser: registrations, sign-ins under way, host files. */
import type { Host, HostId } from "../host/api.gen";
import type { Arguments } from "../host/host";
import { useAct, useSecretAct } from "./ask";
import { useJobs } from "./jobs";
import { useReport } from "./notices";

/** Registers Bough on a host; asks the server once. Drop the secret from your state when it was taken. */
export function useRegisterApplication() {
  const act = useSecretAct("register_application");
  const run = (args: Arguments<"register_application">, done: (host: Host) => void) => act.run(args, done);
  return { ...act, run };
}

export function useRemoveRegistration() {
  return useAct("remove_registration");
}

/** Opens the server's page in the browser; the job shows how it goes, and its question takes what is pasted. */
export function useAuthorise(): { start: (host: HostId) => void; isRunning: boolean } {
  const report = useReport();
  const start = useAct("authorise_account");
  const isRunning = useJobs().some(({ task, state }) => task === "signIn" && state.kind === "running");
  return {
    start: (host) => start.mutate({ host }, { onError: report }),
    isRunning: isRunning || start.isPending,
  };
}

/** Opens the page of the sign-in that waits once more. */
export function useShowSignIn(): (host: HostId) => void {
  const report = useReport();
  const show = useAct("show_sign_in");
  return (host) => show.mutate({ host }, { onError: report });
}

export function useExportHost() {
  return useAct("export_host");
}

export function useOpenHostFile() {
  return useAct("open_host_file");
}
