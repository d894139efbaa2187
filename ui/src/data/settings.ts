/** How Bough looks and where it puts things. Changes apply at once and are taken back where they could not be kept. */
import { useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect } from "react";

import type { Settings } from "../host/api.gen";
import { useDesktopTheme } from "../host/desktop";
import { keyOf, useAct, useAnswerNow } from "./ask";
import { useReport } from "./notices";

export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const;

export function useSettings(): Settings {
  return useAnswerNow("get_settings", {});
}

/** New values, or how to make them from those that hold now: two quick key presses must not see the same old value. */
type Changes = Partial<Settings> | ((now: Settings) => Partial<Settings>);

/** Changes some settings and leaves the others. */
export function useChangeSettings(): (changes: Changes) => void {
  const client = useQueryClient();
  const report = useReport();
  const change = useAct("change_settings");
  const key = keyOf("get_settings", {});
  return (changes) => {
    const before = client.getQueryData<Settings>(key);
    if (!before) return;
    const settings = { ...before, ...(typeof changes === "function" ? changes(before) : changes) };
    client.setQueryData(key, settings);
    change.mutate(
      { settings },
      {
        onError: (fault) => {
          client.setQueryData(key, before);
          report(fault);
        },
      },
    );
  };
}

/** One step larger (+1), smaller (-1) or back to 100 % (0). */
export function useZoom(): (step: -1 | 0 | 1) => void {
  const change = useChangeSettings();
  return (step) => change(({ zoom }) => ({ zoom: zoomAfter(zoom, step) }));
}

function zoomAfter(zoom: number, step: -1 | 0 | 1): number {
  if (step === 0) return 100;
  const next = step > 0 ? zoomSteps.find((other) => other > zoom) : zoomSteps.findLast((other) => other < zoom);
  return next ?? zoom;
}

/** Dresses the document in the chosen theme, zoom and density. Mounted once, by the window. */
export function useSettingsDressTheWindow() {
  const { theme, zoom, compactRows } = useSettings();
  const desktop = useDesktopTheme();
  const dress = theme === "system" ? desktop : theme;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = dress;
    root.dataset.density = compactRows ? "compact" : "normal";
    root.style.setProperty("--zoom", String(zoom / 100));
  }, [dress, zoom, compactRows]);
}
