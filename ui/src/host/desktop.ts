/** What the desktop says about colours and motion, live. */
import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener("change", changed);
      return () => media?.removeEventListener("change", changed);
    },
    () => window.matchMedia?.(query).matches ?? false,
  );
}

/** The theme that the desktop asks for. */
export function useDesktopTheme(): "dark" | "light" | "highContrast" {
  const contrast = useMedia("(prefers-contrast: more)");
  const light = useMedia("(prefers-color-scheme: light)");
  if (contrast) return "highContrast";
  return light ? "light" : "dark";
}
