/** A changed file on one line. */
import { CloudDownload } from "lucide-react";

import type { ChangedPath } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { ChangeGlyph } from "../../parts/ChangeGlyph";
import { visibleText } from "../../parts/hostile";
import { LineCounts } from "../../parts/LineCounts";
import { PathText } from "../../parts/PathText";
import { changesWords, pathChangeWords } from "../../text/changes";
import { lfsWords } from "../../text/lfs";
import { number } from "../../text/numbers";
import { type ChangeLine, glyphOf } from "./change_lines";
import styles from "./ChangeList.module.css";

export function ChangeRow({ line, file }: { line: ChangeLine; file: ChangedPath }) {
  const { shown, shownBefore, submodule, added, removed, lfs } = file;
  const from = shownBefore === null ? [] : [changesWords.from(visibleText(shownBefore))];
  const large = lfs === null ? [] : [lfsWords.hint(lfs)];
  const title = [visibleText(shown), ...from, pathChangeWords(file.change), ...large].join("\n");
  return (
    <>
      <ChangeGlyph kind={glyphOf(file)} />
      <PathText folder={line.folder} base={line.base} title={title} />
      {lfs ? (
        <Badge tone={lfs.missing ? "warn" : "neutral"} icon={lfs.missing ? CloudDownload : undefined}>
          {lfsWords.badge(lfs)}
        </Badge>
      ) : submodule ? (
        <span className={styles.kind}>{changesWords.submodule}</span>
      ) : (
        <LineCounts
          added={added !== null && added > 0 ? number(added) : undefined}
          removed={removed !== null && removed > 0 ? number(removed) : undefined}
        />
      )}
    </>
  );
}
