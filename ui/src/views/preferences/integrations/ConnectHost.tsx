/** Connecting a server, step by step: which one, what is found there, how to sign in. */
import { useState } from "react";

import { useConnectAccount } from "../../../data/accounts";
import { useFaultViews } from "../../../data/faults";
import { useAddHost, useProbeHost } from "../../../data/hosts";
import { useNotices } from "../../../data/notices";
import type { HostId, HostProbe, Way } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { Fields } from "../../../parts/Field";
import { visibleText } from "../../../parts/hostile";
import { LoadingState } from "../../../parts/LoadingState";
import { Segmented } from "../../../parts/Segmented";
import { TextField } from "../../../parts/TextField";
import { forgeNames, hostStepWords, tokenStepWords } from "../../../text/integrations";
import { oauthWords } from "../../../text/oauth";
import { Block, PaneBody } from "../PaneBody";
import { hostNameOf } from "./addresses";
import { ByBrowser } from "./ByBrowser";
import { ConnectionDoctor } from "./doctor/ConnectionDoctor";
import { OpenHostFile } from "./OpenHostFile";
import { ProbeResult } from "./ProbeResult";
import { type TokenDraft, TokenForm } from "./TokenForm";

interface ConnectHostProps {
  /** The address to begin with; may be empty. */
  url: string;
  /** The server is about to be added: from now on it is among the servers. */
  onBegun: () => void;
  onConnected: (host: HostId) => void;
}

export function ConnectHost({ url: firstUrl, onBegun, onConnected }: ConnectHostProps) {
  const [url, setUrl] = useState(firstUrl);
  const [way, setWay] = useState<Way>("token");
  const [plainAccepted, setPlainAccepted] = useState(false);
  const probe = useProbeHost();
  const add = useAddHost();
  const connect = useConnectAccount();
  const view = useFaultViews();
  const { notify } = useNotices();
  const found = probe.data;
  const look = () => {
    if (url.trim() === "") return;
    setPlainAccepted(false);
    add.reset();
    connect.clear();
    probe.mutate({ url: url.trim() });
  };
  const signIn = (host: HostId, { token, tokenExpires }: TokenDraft, taken: () => void) =>
    void connect.run({ host, token, tokenExpires }, ({ user }) => {
      taken();
      const name = visibleText(user.displayName);
      const title = tokenStepWords.connectedTitle(hostNameOf(found?.baseUrl ?? ""));
      notify({ tone: "success", title, text: tokenStepWords.connectedText(name) });
      onConnected(host);
    });
  // The server is added once; a refused token must not add it again.
  const submit = (probed: HostProbe, draft: TokenDraft, taken: () => void) => {
    const known = probed.known ?? add.data?.id;
    if (known) return signIn(known, draft, taken);
    const plainHttp = probed.plainHttp && plainAccepted;
    onBegun();
    add.mutate({ baseUrl: probed.baseUrl, plainHttp }, { onSuccess: ({ id }) => signIn(id, draft, taken) });
  };
  const fault = add.error ?? connect.error;
  return (
    <PaneBody title={forgeNames.bitbucketServer}>
      <Block title={hostStepWords.title}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <Fields>
            <TextField
              label={hostStepWords.url}
              description={hostStepWords.urlHint}
              placeholder={hostStepWords.placeholder}
              value={url}
              onChange={(text) => {
                setUrl(text);
                if (probe.data ?? probe.error) probe.reset();
              }}
              error={probe.error?.kind === "invalid" ? probe.error.why : null}
              autoFocus={firstUrl === ""}
              mono
              end={
                <Button
                  type="submit"
                  tone={found ? "plain" : "primary"}
                  isPending={probe.isPending}
                  reason={url.trim() === "" ? hostStepWords.empty : null}
                >
                  {hostStepWords.check}
                </Button>
              }
            />
          </Fields>
        </form>
        {probe.isPending && <LoadingState label={hostStepWords.checking} />}
        {probe.error && probe.error.kind !== "invalid" && (
          <>
            {/* The doctor of this very address stands below it. */}
            <ErrorState {...view(probe.error, look)} more={null} inline />
            <ConnectionDoctor patient={{ kind: "address", url: url.trim() }} />
          </>
        )}
        {!found && !probe.isPending && <OpenHostFile onOpened={onConnected} />}
        {found && <ProbeResult probe={found} plainAccepted={plainAccepted} onPlainAccepted={setPlainAccepted} />}
      </Block>
      {found && (
        <Block title={tokenStepWords.title}>
          <Segmented
            label={oauthWords.ways}
            choices={[
              { id: "token", label: oauthWords.token },
              { id: "browser", label: oauthWords.browser, isDisabled: found.plainHttp },
            ]}
            value={found.plainHttp ? "token" : way}
            onChange={setWay}
          />
          {way === "browser" && !found.plainHttp ? (
            <ByBrowser
              fault={add.error}
              isPending={add.isPending}
              onAdd={() => {
                if (found.known) return onConnected(found.known);
                add.mutate({ baseUrl: found.baseUrl, plainHttp: false }, { onSuccess: ({ id }) => onConnected(id) });
              }}
            />
          ) : (
            <TokenForm
              hostName={hostNameOf(found.baseUrl)}
              tokenPage={found.pages.token}
              permissions={found.permissions}
              fault={fault}
              isPending={add.isPending || connect.isPending}
              reason={found.plainHttp && !plainAccepted ? hostStepWords.plainReason : null}
              onConnect={(draft, taken) => submit(found, draft, taken)}
            />
          )}
        </Block>
      )}
    </PaneBody>
  );
}
