/** How lines are shown: side by side, wrapped, with or without white space, the whole file. */
import { Columns2, SlidersHorizontal } from "lucide-react";

import type { DiffOptions, DiffSpaces } from "../../data/diff_options";
import { IconButton } from "../../parts/IconButton";
import { Menu, MenuTrigger } from "../../parts/Menu";
import { diffWords } from "../../text/diff";

const spaces: readonly DiffSpaces[] = ["plain", "shown", "ignored"];

export function ViewControls({ options, isOne }: { options: DiffOptions; isOne: boolean }) {
  const isSplit = options.layout === "split";
  return (
    <>
      {!isOne && (
        <IconButton
          label={diffWords.layout}
          icon={Columns2}
          size="small"
          keys="V"
          isPressedDown={isSplit}
          onPress={() => options.setLayout(isSplit ? "unified" : "split")}
        />
      )}
      <MenuTrigger>
        <IconButton label={diffWords.optionsTitle} icon={SlidersHorizontal} size="small" />
        <Menu
          label={diffWords.optionsTitle}
          placement="bottom end"
          entries={[
            {
              id: "wrap",
              label: diffWords.wrap,
              keys: "W",
              ticked: options.wraps,
              onSelect: () => options.setWraps(!options.wraps),
            },
            ...(isOne
              ? []
              : [
                  {
                    id: "whole",
                    label: diffWords.whole,
                    keys: "Shift+E",
                    ticked: options.isWhole,
                    onSelect: () => options.setWhole(!options.isWhole),
                  },
                ]),
            {
              header: diffWords.spacesTitle,
              entries: spaces
                .filter((way) => !isOne || way !== "ignored")
                .map((way) => ({
                  id: way,
                  label: diffWords.spaces[way],
                  ticked: options.spaces === way,
                  onSelect: () => options.setSpaces(way),
                })),
            },
          ]}
        />
      </MenuTrigger>
    </>
  );
}
