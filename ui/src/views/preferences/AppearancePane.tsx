/** Theme, zoom, density. */
import { useChangeSettings, useSettings, zoomSteps } from "../../data/settings";
import type { Theme } from "../../host/api.gen";
import { Checkbox } from "../../parts/Checkbox";
import { FieldRow, Fields } from "../../parts/Field";
import { RadioGroup } from "../../parts/RadioGroup";
import { Select } from "../../parts/Select";
import { appearanceWords, sectionNames, themeNames } from "../../text/preferences";
import { PaneBody } from "./PaneBody";

const themes = Object.keys(themeNames) as Theme[];

export function AppearancePane() {
  const settings = useSettings();
  const change = useChangeSettings();
  const zooms = [...new Set([...zoomSteps, settings.zoom])].sort((one, other) => one - other);
  return (
    <PaneBody title={sectionNames.appearance} intro={appearanceWords.intro}>
      <Fields labels="left">
        <RadioGroup
          label={appearanceWords.theme}
          choices={themes.map((id) => ({ id, label: themeNames[id] }))}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
        />
        <Select
          label={appearanceWords.zoom}
          choices={zooms.map((zoom) => ({ id: String(zoom), label: appearanceWords.percent(zoom) }))}
          value={String(settings.zoom)}
          onChange={(zoom) => change({ zoom: Number(zoom) })}
        />
        <FieldRow label={appearanceWords.rows}>
          <Checkbox
            isSelected={settings.compactRows}
            onChange={(compactRows) => change({ compactRows })}
            description={appearanceWords.compactText}
          >
            {appearanceWords.compact}
          </Checkbox>
        </FieldRow>
      </Fields>
    </PaneBody>
  );
}
