/** A repository of a host in the clone dialog. */
import { Archive, GitFork, Globe, Lock } from "lucide-react";

import type { HostRepository } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { visibleText } from "../../parts/hostile";
import { TileMark, TileRow } from "../../parts/TileRow";
import { cloneWords as words } from "../../text/clone";

export function HostRepositoryRow({ repository }: { repository: HostRepository }) {
  const { name, projectName, path, description, public: open, archived, forkedFrom } = repository;
  return (
    <TileRow
      name={name}
      within={{ name: projectName, key: path.project }}
      description={description}
      faded={archived}
      marks={
        <>
          <TileMark icon={open ? Globe : Lock} hint={open ? words.public : words.private} />
          {forkedFrom && (
            <TileMark icon={GitFork} hint={words.fork(visibleText(`${forkedFrom.project}/${forkedFrom.slug}`))} />
          )}
          {archived && (
            <span title={words.archived}>
              <Badge icon={Archive}>{words.archivedMark}</Badge>
            </span>
          )}
        </>
      }
    />
  );
}
