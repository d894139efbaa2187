/** The application itself, and what the desktop does for it: browser, clipboard, file dialogs. */
import { useQueryClient } from "@tanstack/react-query";

import { useAct, useAnswerNow } from "./ask";
import { useReport } from "./notices";

/** What the window needs to know before it paints. */
export function useApplication() {
  return useAnswerNow("get_application", {});
}

/** Ends the first start; everything that was asked before is asked again. */
export function useFinishWelcome() {
  const client = useQueryClient();
  return useAct("finish_welcome", () => client.invalidateQueries());
}

/** Opens an address in the browser; a refusal becomes a notice. */
export function useOpenLink(): (url: string) => void {
  const report = useReport();
  const open = useAct("open_link");
  return (url) => open.mutate({ url }, { onError: report });
}

/** Puts a text on the clipboard. Never a secret. */
export function useCopyText(): (text: string) => void {
  const report = useReport();
  const copy = useAct("copy_text");
  return (text) => copy.mutate({ text }, { onError: report });
}

/** Lets the person choose a folder; hears nothing where the dialog was closed. */
export function usePickFolder(): (title: string, start: string | null, chosen: (path: string) => void) => void {
  const report = useReport();
  const pick = useAct("pick_folder");
  return (title, start, chosen) =>
    pick.mutate({ title, start }, { onSuccess: (path) => path !== null && chosen(path), onError: report });
}

/** Lets the person choose a file; hears nothing where the dialog was closed. */
export function usePickFile(): (title: string, start: string | null, chosen: (path: string) => void) => void {
  const report = useReport();
  const pick = useAct("pick_file");
  return (title, start, chosen) =>
    pick.mutate({ title, start }, { onSuccess: (path) => path !== null && chosen(path), onError: report });
}
