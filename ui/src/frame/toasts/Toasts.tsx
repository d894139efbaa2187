/** Toasts at the bottom left, newest at the bottom. Starts and ends are read out; the numbers of a running job are not. */
import { useNotices } from "../../data/notices";
import { noticeWords } from "../../text/frame";
import { NoticeRow } from "./NoticeRow";
import { announcement } from "./noticeWords";
import styles from "./Toasts.module.css";

/** More would cover the work; the rest waits behind the bell. */
const atOnce = 4;

export function Toasts() {
  const { notices, hold } = useNotices();
  const shown = notices.filter((notice) => notice.shown).slice(0, atOnce);
  return (
    <>
      <section
        className={styles.toasts}
        aria-label={noticeWords.toasts}
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
        onFocus={() => hold(true)}
        onBlur={() => hold(false)}
      >
        {shown.toReversed().map((notice) => (
          <div key={notice.id} className={styles.toast} data-tone={notice.tone}>
            <NoticeRow notice={notice} asToast />
          </div>
        ))}
      </section>
      <div className="visually-hidden" role="status" aria-live="polite">
        {shown
          .filter(({ tone }) => tone !== "danger")
          .map((notice) => (
            <p key={`${notice.id} ${notice.tone}`}>{announcement(notice)}</p>
          ))}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {shown
          .filter(({ tone }) => tone === "danger")
          .map((notice) => (
            <p key={`${notice.id} ${notice.tone}`}>{announcement(notice)}</p>
          ))}
      </div>
    </>
  );
}
