/** A changed file on one line. */
import type { ChangedPath } from "../../host/api.gen";
import { ChangeGlyph } from "../../parts/ChangeGlyph";
import { visibleText } from "../../parts/hostile";
import { LineCounts } from "../../parts/LineCounts";
import { PathText } from "../../parts/PathText";
import { changesWords, pathChangeWords } from "../../text/changes";
import { number } from "../../text/numbers";
import { type ChangeLine, glyphOf } from "./change_lines";
import styles from "./ChangeList.module.css";

export function ChangeRow({ line, file }: { line: ChangeLine; file: ChangedPath }) {
  const { shown, shownBefore, submodule, added, removed } = file;
  const from = shownBefore === null ? [] : [changesWords.from(visibleText(shownBefore))];
  const title = [visibleText(shown), ...from, pathChangeWords(file.change)].join("\n");
  return (
    <>
      <ChangeGlyph kind={glyphOf(file)} />
      <PathText folder={line.folder} base={line.base} title={title} />
      {submodule ? (
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
