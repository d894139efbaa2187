/** One notice: icon, bold title, one line, up to two actions, and the progress of a job. The same in a toast and behind the bell. */
import { CircleAlert, CircleCheck, HardDriveDownload, Info, TriangleAlert, X } from "lucide-react";

import { type Notice, useNotices } from "../../data/notices";
import { Button } from "../../parts/Button";
import { Details } from "../../parts/Details";
import { IconButton } from "../../parts/IconButton";
import { ProgressBar } from "../../parts/ProgressBar";
import { RelativeTime } from "../../parts/RelativeTime";
import { noticeWords } from "../../text/frame";
import styles from "./NoticeRow.module.css";
import { wordsOf } from "./noticeWords";
import { useNoticeActions } from "./useNoticeActions";

const icons = {
  progress: HardDriveDownload,
  success: CircleCheck,
  info: Info,
  warn: TriangleAlert,
  danger: CircleAlert,
};

/** `asToast` has a × that takes it away; behind the bell the time stands there instead. */
export function NoticeRow({ notice, asToast }: { notice: Notice; asToast?: boolean }) {
  const { hide } = useNotices();
  const actions = useNoticeActions(notice);
  const { title, text, detail } = wordsOf(notice);
  const Icon = icons[notice.tone];
  const progress = notice.job?.state.kind === "running" ? notice.job.state.progress : null;
  return (
    <article className={styles.notice} data-tone={notice.tone} aria-label={title}>
      <Icon className={styles.icon} size="1.7rem" aria-hidden />
      <div className={styles.words}>
        <strong className={styles.title}>{title}</strong>
        <span className={styles.text}>{text}</span>
        {progress && <ProgressBar label={title} done={progress.done} total={progress.total} quiet />}
        {detail && <Details text={detail} />}
        {actions.length > 0 && (
          <div className={styles.actions}>
            {actions.map(({ label, onPress }) => (
              <Button key={label} size="small" onPress={onPress}>
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
      {asToast ? (
        <IconButton label={noticeWords.dismiss(title)} icon={X} size="small" onPress={() => hide(notice.id)} />
      ) : (
        <span className={styles.time}>
          <RelativeTime time={new Date(notice.at).toISOString()} />
        </span>
      )}
    </article>
  );
}
