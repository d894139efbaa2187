/** The activity log: what the person had Bough do, and how it went. */
import { useQuery } from "@tanstack/react-query";

import type { Activities, Fault } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import { activityLogWords, activityText } from "../text/activity";
import { useCopyText } from "./application";
import { keyOf, useAct } from "./ask";
import { useHost } from "../host/context";
import { useNotices, useReport } from "./notices";
import { useSettled } from "./sampled";

/** More entries than are ever kept. */
const all = 10_000;

/** The newest entries that have all the words; the last answer stays in sight while the next is on its way. */
export function useActivity(words: string, count: number) {
  const host = useHost();
  const args = { start: 0, count, words: useSettled(words.trim(), 120) };
  return useQuery<Activities, Fault>({
    queryKey: keyOf("list_activity", args),
    queryFn: () => host.call("list_activity", args),
    placeholderData: (before) => before,
  });
}

/** Puts every entry that has the words on the clipboard, and says how many there were. */
export function useCopyActivity(): (words: string) => void {
  const list = useAct("list_activity");
  const copy = useCopyText();
  const report = useReport();
  const { notify } = useNotices();
  return (words) =>
    list.mutate(
      { start: 0, count: all, words: words.trim() },
      {
        onSuccess: ({ items }) => {
          copy(visibleText(activityText(items), true));
          notify({
            id: "activity copied",
            tone: "success",
            title: activityLogWords.copied(items.length),
            text: activityLogWords.copiedText,
          });
        },
        onError: report,
      },
    );
}

/** Empties the log. */
export function useClearActivity() {
  const report = useReport();
  const clear = useAct("clear_activity");
  return {
    clear: (done: () => void) => clear.mutate({}, { onSuccess: done, onError: report }),
    isPending: clear.isPending,
  };
}
