/** The file whose differences stand in the centre, and the way back to where it was opened from. */
import { useRef } from "react";

import type { ComparedFile } from "../../data/differences";
import { useKept } from "../../data/kept";
import { useLatest } from "../../data/latest";
import type { RepositoryId } from "../../host/api.gen";
import type { OpenDiff } from "./Details";

interface OpenFile {
  readonly file: ComparedFile | null;
  readonly open: OpenDiff;
  /** Without going back with the keyboard. */
  readonly drop: () => void;
  readonly close: () => void;
}

/** `enter` brings the keyboard to the differences, once they are drawn; `fallback` to where it goes if its old place is gone. */
export function useOpenFile(id: RepositoryId, enter: () => void, fallback: () => void): OpenFile {
  const [file, setFile] = useKept<ComparedFile | null>(`open file ${id}`, null);
  const from = useRef<HTMLElement>(null);
  const open = useLatest<Parameters<OpenDiff>>((next, by) => {
    // The keyboard takes open differences along, but opens none by passing.
    if (by === "moved" && file === null) return;
    const here = document.activeElement;
    if (here instanceof HTMLElement && here.closest("[data-differences]") === null) from.current = here;
    setFile(next);
    if (by === "enter") requestAnimationFrame(enter);
  });
  const drop = useLatest(() => setFile(null));
  const close = useLatest(() => {
    setFile(null);
    requestAnimationFrame(() => {
      const back = from.current;
      if (back?.isConnected && back !== document.body) back.focus();
      else fallback();
    });
  });
  return { file, open, drop, close };
}
