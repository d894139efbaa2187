/** How HTTP leaves the computer. A proxy of one's own is used when its address is complete and confirmed. */
import { useState } from "react";

import { usePlaces } from "../../data/places";
import { useChangeSettings, useSettings } from "../../data/settings";
import type { Proxy } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { FieldEnd, Fields } from "../../parts/Field";
import { RadioGroup } from "../../parts/RadioGroup";
import { TextField } from "../../parts/TextField";
import { networkWords, sectionNames } from "../../text/preferences";
import { Block, PaneBody } from "./PaneBody";

export function NetworkPane() {
  const { proxy } = useSettings();
  const change = useChangeSettings();
  const places = usePlaces();
  const [kind, setKind] = useState(proxy.kind);
  const choose = (next: Proxy["kind"]) => {
    setKind(next);
    if (next !== "manual") change({ proxy: { kind: next } });
  };
  return (
    <PaneBody title={sectionNames.network} intro={networkWords.intro}>
      <Fields labels="left">
        <RadioGroup
          label={networkWords.proxy}
          choices={[
            { id: "system", label: networkWords.system, description: networkWords.systemText },
            { id: "none", label: networkWords.none, description: networkWords.noneText },
            { id: "manual", label: networkWords.manual, description: networkWords.manualText },
          ]}
          value={kind}
          onChange={choose}
        />
        {kind === "manual" && <ManualProxy proxy={proxy} onUse={(manual) => change({ proxy: manual })} />}
      </Fields>
      <Block title={networkWords.certificates}>
        <p>{networkWords.certificatesText}</p>
        <div>
          <Button onPress={() => places.showPreferences("integrations")}>{networkWords.toIntegrations}</Button>
        </div>
      </Block>
    </PaneBody>
  );
}

function ManualProxy({ proxy, onUse }: { proxy: Proxy; onUse: (proxy: Proxy) => void }) {
  const [url, setUrl] = useState(proxy.kind === "manual" ? proxy.url : "");
  const [except, setExcept] = useState(proxy.kind === "manual" ? proxy.except : "localhost");
  const usable = isProxy(url.trim());
  return (
    <>
      <TextField
        label={networkWords.url}
        description={networkWords.urlHint}
        error={url !== "" && !usable ? networkWords.urlWrong : null}
        value={url}
        onChange={setUrl}
        mono
      />
      <TextField
        label={networkWords.except}
        description={networkWords.exceptHint}
        value={except}
        onChange={setExcept}
        mono
      />
      <FieldEnd>
        <Button
          reason={usable ? null : networkWords.urlWrong}
          onPress={() => onUse({ kind: "manual", url: url.trim(), except: except.trim() })}
        >
          {networkWords.apply}
        </Button>
      </FieldEnd>
    </>
  );
}

function isProxy(address: string): boolean {
  if (!/^(https?|socks5):\/\/[^\s/@]+\/?$/.test(address)) return false;
  return URL.canParse(address.replace(/^socks5:/, "http:"));
}
