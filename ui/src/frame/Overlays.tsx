/** What lies over the window while it is needed: dialogs, questions, the palette. */
import { Suspense, useState } from "react";

import { usePlaces } from "../data/places";
import {
  AddRemoteDialog,
  CloneDialog,
  CommandPalette,
  CreateDialog,
  ForkDialog,
  PrebuildsDialog,
  WebhooksDialog,
} from "./later";
import { PushQuestion } from "./push/PushQuestion";
import { Questions } from "./questions/Questions";
import { CertificateDialog } from "./trust/CertificateDialog";

export function Overlays() {
  const places = usePlaces();
  const { judgement } = places;
  // From its first showing on it stays, so that it can go as gently as it comes.
  const [cloneWasShown, setCloneWasShown] = useState(false);
  if (places.clone && !cloneWasShown) setCloneWasShown(true);
  return (
    <>
      <Suspense fallback={null}>
        {cloneWasShown && (
          <CloneDialog
            isOpen={places.clone}
            url={places.cloneUrl}
            onClose={() => places.showClone(false)}
            onConnect={() => {
              places.showClone(false);
              places.showPreferences("integrations", { host: "new" });
            }}
            onStarted={() => places.showClone(false)}
          />
        )}
        {places.create && <CreateDialog onClose={() => places.showCreate(false)} />}
        {places.addRemote !== null && (
          <AddRemoteDialog key={places.addRemote} id={places.addRemote} onClose={() => places.showAddRemote(null)} />
        )}
        {places.prebuilds && <PrebuildsDialog id={places.prebuilds} onClose={() => places.showPrebuilds(null)} />}
        {places.webhooks && <WebhooksDialog place={places.webhooks} onClose={() => places.showWebhooks(null)} />}
        {places.fork && <ForkDialog place={places.fork} onClose={() => places.showFork(null)} />}
        {places.palette && (
          <CommandPalette key={`${places.palette.kind} ${places.palette.words}`} palette={places.palette} />
        )}
      </Suspense>
      <Questions />
      {places.push !== null && <PushQuestion id={places.push} onClose={() => places.showPush(null)} />}
      {judgement && (
        <CertificateDialog
          key={judgement.certificate.sha256}
          certificate={judgement.certificate}
          url={judgement.url}
          onTrusted={() => {
            places.judge(null);
            judgement.trusted();
          }}
          onRefused={() => {
            places.judge(null);
            judgement.refused();
          }}
        />
      )}
    </>
  );
}
