/** What lies over the window while it is needed: dialogs, questions, the palette. */
import { usePlaces } from "../data/places";
import { CloneDialog } from "../views/clone/CloneDialog";
import { CreateDialog } from "../views/create/CreateDialog";
import { CommandPalette } from "./palette/CommandPalette";
import { Questions } from "./questions/Questions";
import { CertificateDialog } from "./trust/CertificateDialog";

export function Overlays() {
  const places = usePlaces();
  const { judgement } = places;
  return (
    <>
      <CloneDialog
        isOpen={places.clone}
        onClose={() => places.showClone(false)}
        onConnect={() => {
          places.showClone(false);
          places.showPreferences("integrations", { host: "new" });
        }}
        onStarted={() => places.showClone(false)}
      />
      {places.create && <CreateDialog onClose={() => places.showCreate(false)} />}
      {places.palette && <CommandPalette key={places.palette} kind={places.palette} />}
      <Questions />
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
