/** Where clones go, and how they are reached. */
import { usePickFolder } from "../../data/application";
import { useChangeSettings, useSettings } from "../../data/settings";
import { Button } from "../../parts/Button";
import { Fields } from "../../parts/Field";
import { RadioGroup } from "../../parts/RadioGroup";
import { TextField } from "../../parts/TextField";
import { generalWords, sectionNames } from "../../text/preferences";
import { PaneBody } from "./PaneBody";
import { useDraft } from "./useDraft";

export function GeneralPane() {
  const settings = useSettings();
  const change = useChangeSettings();
  const pick = usePickFolder();
  const folder = useDraft(settings.cloneFolder, (cloneFolder) => change({ cloneFolder }));
  return (
    <PaneBody title={sectionNames.general} intro={generalWords.intro}>
      <Fields labels="left">
        <TextField
          label={generalWords.folder}
          value={folder.value}
          onChange={folder.set}
          onBlur={folder.keep}
          mono
          end={
            <Button
              onPress={() => pick(generalWords.pick, settings.cloneFolder, (cloneFolder) => change({ cloneFolder }))}
            >
              {generalWords.browse}
            </Button>
          }
        />
        <RadioGroup
          label={generalWords.protocol}
          choices={[
            { id: "https", label: generalWords.https, description: generalWords.httpsText },
            { id: "ssh", label: generalWords.ssh, description: generalWords.sshText },
          ]}
          value={settings.cloneProtocol}
          onChange={(cloneProtocol) => change({ cloneProtocol })}
        />
      </Fields>
    </PaneBody>
  );
}
