/** Notices: toasts at the bottom left and the list behind the bell. Success fades, errors stay, a job updates its own notice. */
import { createContext, type ReactNode, use, useEffect, useReducer, useState } from "react";

import type { Fault } from "../host/api.gen";
import { useHost } from "../host/context";
import { describeFault } from "../text/faults";
import { type Notice, type NoticeAction, type NoticeTone, noticesAfter, type Told } from "./notice_list";

export type { Notice, NoticeAction, NoticeTone };

/** How long a success stays in sight, in milliseconds. */
export const fadeAfter = 6_000;

interface Notices {
  notices: readonly Notice[];
  /** Shows a notice. The same `id` replaces an older one. */
  notify: (told: Told) => void;
  /** Takes a toast away; the notice stays behind the bell. */
  hide: (id: string) => void;
  /** Keeps what would fade in sight while somebody reads or reaches for it. */
  hold: (held: boolean) => void;
  markRead: () => void;
  clear: () => void;
}

let count = 0;

const NoticesContext = createContext<Notices | null>(null);

export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (!notices) throw new Error("useNotices needs a NoticesProvider above it");
  return notices;
}

/** Tells of a fault that has no better place. */
export function useReport(): (fault: Fault) => void {
  const { notify } = useNotices();
  return (fault) => {
    const { title, sentence, detail } = describeFault(fault);
    notify({ tone: "danger", title, text: sentence, detail, fault });
  };
}

export function NoticesProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const [notices, dispatch] = useReducer(noticesAfter, []);
  const [held, hold] = useState(false);
  useEffect(
    () => host.listen((event) => event.kind === "jobChanged" && dispatch({ kind: "job", job: event.job })),
    [host],
  );
  const value: Notices = {
    notices,
    notify: (told) => dispatch({ kind: "told", told, id: told.id ?? `notice:${(count += 1)}` }),
    hide: (id) => dispatch({ kind: "hidden", id }),
    hold,
    markRead: () => dispatch({ kind: "read" }),
    clear: () => dispatch({ kind: "cleared" }),
  };
  return (
    <NoticesContext value={value}>
      {notices
        .filter((notice) => !held && fades(notice))
        .map(({ id, at }) => (
          <Fading key={`${id} ${at}`} hide={() => dispatch({ kind: "hidden", id })} />
        ))}
      {children}
    </NoticesContext>
  );
}

const fades = ({ shown, held, tone }: Notice) => shown && !held && (tone === "success" || tone === "info");

/** Hides a toast when its time is over. */
function Fading({ hide }: { hide: () => void }) {
  useEffect(() => {
    const timer = setTimeout(hide, fadeAfter);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the time runs from the first showing, not from each rendering
  }, []);
  return null;
}
