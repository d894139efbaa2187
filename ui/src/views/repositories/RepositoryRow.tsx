/** A repository in the Repositories tab. */
import { FolderX, Star, X } from "lucide-react";

import { useFavourRepository, useForgetRepository } from "../../data/repositories";
import type { KnownRepository } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { RelativeTime } from "../../parts/RelativeTime";
import { TileRow } from "../../parts/TileRow";
import { repositoriesWords as words } from "../../text/repositories";
import styles from "./RepositoryRow.module.css";

export function RepositoryRow({ repository: { name, path, missing, opened } }: { repository: KnownRepository }) {
  return (
    <TileRow
      name={name}
      description={path}
      {...(missing && { hint: words.missingText, faded: true })}
      marks={
        missing && (
          <Badge tone="warn" icon={FolderX}>
            {words.missing}
          </Badge>
        )
      }
    >
      <span className={styles.opened}>
        <RelativeTime time={opened} />
      </span>
    </TileRow>
  );
}

/** What can be pressed in a row. */
export function RepositoryEnd({ repository, onOpen }: { repository: KnownRepository; onOpen: (id: string) => void }) {
  const { id, name, favourite, missing } = repository;
  const favour = useFavourRepository();
  const forget = useForgetRepository();
  const shown = visibleText(name);
  return (
    <>
      <span className={styles.quiet}>
        <IconButton
          label={words.forgetNamed(shown)}
          icon={X}
          size="small"
          excludeFromTabOrder
          onPress={() => forget(id)}
        />
      </span>
      <span className={styles.star} data-on={favourite || undefined}>
        <IconButton
          label={favourite ? words.unfavour(shown) : words.favour(shown)}
          icon={Star}
          size="small"
          isPressedDown={favourite}
          excludeFromTabOrder
          onPress={() => favour(id, !favourite)}
        />
      </span>
      <Button
        size="small"
        excludeFromTabOrder
        reason={missing ? words.missingReason : null}
        aria-label={words.openNamed(shown)}
        onPress={() => onOpen(id)}
      >
        {words.openOne}
      </Button>
    </>
  );
}
