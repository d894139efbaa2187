/** A repository of a host in the clone dialog. */
import { Archive, GitFork, Globe, Lock } from "lucide-react";

import type { HostRepository } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { Tile } from "../../parts/Tile";
import { cloneWords as words } from "../../text/clone";
import styles from "./HostRepositoryRow.module.css";

export function HostRepositoryRow({ repository }: { repository: HostRepository }) {
  const { name, projectName, description, public: open, archived, forkedFrom } = repository;
  const Visibility = open ? Globe : Lock;
  return (
    <div className={styles.row} title={visibleText(`${projectName} / ${name}`)}>
      <Tile name={name} family={repository.path.project} size={32} faded={archived} />
      <div className={styles.words}>
        <p className={styles.name}>
          <span className={styles.project}>
            <HostileText text={projectName} /> /
          </span>
          <span className={styles.own}>
            <HostileText text={name} />
          </span>
          <span className={styles.mark} title={open ? words.public : words.private}>
            <Visibility size="1.3rem" aria-hidden />
          </span>
          {forkedFrom && (
            <span className={styles.mark} title={words.fork(visibleText(`${forkedFrom.project}/${forkedFrom.slug}`))}>
              <GitFork size="1.3rem" aria-hidden />
            </span>
          )}
          {archived && (
            <span title={words.archived}>
              <Badge icon={Archive}>{words.archivedMark}</Badge>
            </span>
          )}
        </p>
        {description !== "" && (
          <p className={styles.description}>
            <HostileText text={description} />
          </p>
        )}
      </div>
    </div>
  );
}
