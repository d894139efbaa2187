/** Who wrote a commit, and who committed it where that was somebody else or much later. */
import type { Commit, Person } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { HostileText } from "../../parts/HostileText";
import { ExactTime, RelativeTime } from "../../parts/RelativeTime";
import { commitWords } from "../../text/commit";
import styles from "./People.module.css";

export function People({ commit: { author, committer } }: { commit: Commit }) {
  const same = author.name === committer.name && author.email === committer.email && author.time === committer.time;
  return (
    <div className={styles.people}>
      <PersonRow person={author} did={commitWords.wrote} />
      {!same && <PersonRow person={committer} did={commitWords.committed} />}
    </div>
  );
}

function PersonRow({ person: { name, email, time }, did }: { person: Person; did: string }) {
  return (
    <div className={styles.person}>
      <Avatar name={name} size={28} />
      <div className={styles.words}>
        <p className={styles.name}>
          <strong>
            <HostileText text={name} />
          </strong>{" "}
          <span className={styles.email}>
            <HostileText text={email} />
          </span>
        </p>
        <p className={styles.when}>
          {did} <RelativeTime time={time} /> · <ExactTime time={time} />
        </p>
      </div>
    </div>
  );
}
