/** The bell: everything toasts said, newest first, until it is cleared. */
import { Bell as BellIcon } from "lucide-react";
import { Button } from "react-aria-components";

import { useNotices } from "../../data/notices";
import { Button as WordButton } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Panel, PanelTrigger } from "../../parts/Panel";
import { noticeWords } from "../../text/frame";
import { NoticeRow } from "../toasts/NoticeRow";
import styles from "./Bell.module.css";

export function Bell() {
  const { notices, markRead, clear } = useNotices();
  const unread = notices.filter(({ read }) => !read).length;
  return (
    <PanelTrigger onOpenChange={(open) => open && markRead()}>
      <Button className={styles.bell ?? ""} aria-label={noticeWords.bell(unread)}>
        <BellIcon size="1.6rem" aria-hidden />
        {unread > 0 && <span className={styles.count}>{unread > 9 ? "9+" : unread}</span>}
      </Button>
      <Panel label={noticeWords.title} placement="bottom end">
        <div className={styles.head}>
          <h2>{noticeWords.title}</h2>
          {notices.length > 0 && (
            <WordButton size="small" tone="quiet" onPress={clear}>
              {noticeWords.clear}
            </WordButton>
          )}
        </div>
        {notices.length === 0 ? (
          <EmptyState icon={BellIcon} title={noticeWords.none}>
            {noticeWords.noneText}
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {notices.map((notice) => (
              <li key={notice.id}>
                <NoticeRow notice={notice} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </PanelTrigger>
  );
}
