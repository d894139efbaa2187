/** Shortcuts of the whole window. Those of a view belong to the view. */
import { usePlaces } from "../data/places";
import { pressed } from "../data/shortcuts";
import { useZoom } from "../data/settings";
import { useHost } from "../host/context";
import { useWindowKeys } from "../host/keys";
import { useActions } from "./useActions";

export function useShortcuts() {
  const { desktop } = useHost();
  const places = usePlaces();
  const actions = useActions();
  const zoom = useZoom();
  useWindowKeys((event) => {
    const is = (keys: string) => pressed(event, keys, desktop);
    const run = (what: () => void) => {
      event.preventDefault();
      what();
    };
    if (is("Mod+K") || is("Mod+P")) return run(() => places.showPalette(places.palette ? null : "actions"));
    // The plus key needs Shift on some keyboards and is "=" on others.
    if (is("Mod+=") || is("Mod+Shift++")) return run(() => zoom(1));
    // An open dialog has the window to itself.
    if (document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"]')) return;
    const writes = isWriting(event.target);
    const action = actions.find(
      ({ keys, reason, notWhileWriting }) => keys !== undefined && !reason && !(notWhileWriting && writes) && is(keys),
    );
    if (action) return run(action.run);
  });
}

/** Text fields undo their own letters. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
