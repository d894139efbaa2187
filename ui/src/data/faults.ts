/** Turns a fault into what ErrorState and Banner show: its words, and buttons that really do what they say. */
import type { Fault, Host } from "../host/api.gen";
import type { ErrorAction, ErrorStateProps } from "../parts/ErrorState";
import { visibleText } from "../parts/hostile";
import { doctorWords } from "../text/doctor";
import { actionLabels, describeFault, isOfTheConnection, type OfTheConnection } from "../text/faults";
import { useCopyText, useOpenLink } from "./application";
import { useLookAgain } from "./changes";
import { useBeginExamination } from "./doctor";
import { useHosts } from "./hosts";
import { useAuthorise } from "./oauth";
import { usePlaces } from "./places";

/**
 * The props of an ErrorState: `<ErrorState {...view(fault, retry)} />`. Without `retry` there is no "Try again".
 * Use `useFaultView(fault, retry)` where the fault is at hand while rendering.
 */
export function useFaultViews(): (fault: Fault, retry?: () => void) => ErrorStateProps {
  const act = useFaultAction();
  const examine = useExamineAction();
  return (fault, retry) => {
    const { title, sentence, detail } = describeFault(fault);
    const words = { title: visibleText(title), sentence: visibleText(sentence), detail };
    return { ...words, action: act(fault, retry), more: examine(fault) };
  };
}

export function useFaultView(fault: Fault, retry?: () => void): ErrorStateProps {
  return useFaultViews()(fault, retry);
}

/** The button for a fault; none where nothing helps. */
export function useFaultAction(): (fault: Fault, retry?: () => void) => ErrorAction | null {
  const places = usePlaces();
  const openLink = useOpenLink();
  const copy = useCopyText();
  const lookAgain = useLookAgain();
  const authorise = useAuthorise().start;
  const { data: hosts = [] } = useHosts();
  return (fault, retry) => {
    const { action, title, sentence, detail } = describeFault(fault);
    if (action === null) return null;
    const named = "host" in fault ? hosts.find(({ name }) => name === fault.host) : undefined;
    const integrations = () => places.showPreferences("integrations", { host: named?.id ?? "new" });
    const presses: Record<typeof action, (() => void) | undefined> = {
      signIn: integrations,
      authorise: named ? () => authorise(named.id) : integrations,
      seePermissions: integrations,
      openSignInPage: named ? () => openLink(named.pages.signIn) : integrations,
      seeSshKeys: () => places.showPreferences("ssh"),
      tryAgain: retry,
      lookAgain,
      openPage: fault.kind === "webPage" ? () => openLink(fault.url) : undefined,
      judgeCertificate: fault.kind === "untrusted" ? () => judge(fault.certificate) : undefined,
      copyDetails: () => copy([title, sentence, detail].filter(Boolean).join("\n")),
    };
    const judge = (certificate: Extract<Fault, { kind: "untrusted" }>["certificate"]) =>
      places.judge({
        certificate,
        url: `https://${certificate.host}`,
        trusted: () => retry?.(),
        refused: () => undefined,
      });
    const onPress = presses[action];
    return onPress ? { label: actionLabels[action], onPress } : null;
  };
}

/** The button that has the way to a fault's server examined; none where that tells nothing, or the server is none of ours. */
export function useExamineAction(): (fault: Fault) => ErrorAction | null {
  const places = usePlaces();
  const examine = useBeginExamination();
  const { data: hosts = [] } = useHosts();
  return (fault) => {
    const host = isOfTheConnection(fault) ? hostOf(fault, hosts) : undefined;
    if (!host) return null;
    const onPress = () => {
      places.showPreferences("integrations", { host: host.id });
      examine({ kind: "host", id: host.id });
    };
    return { label: doctorWords.examine, onPress };
  };
}

function hostOf(fault: OfTheConnection, hosts: readonly Host[]): Host | undefined {
  const server = fault.kind === "untrusted" ? fault.certificate.host : fault.host;
  // SSH has a port of its own, which says nothing about the server's pages.
  const overSsh = fault.kind === "hostKey" || fault.kind === "signIn";
  const same = overSsh ? machine : withoutUsualPort;
  return hosts.find(({ name }) => same(name) === same(server));
}

const withoutUsualPort = (name: string) => name.replace(/:(?:80|443)$/, "");

const machine = (name: string) => name.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
