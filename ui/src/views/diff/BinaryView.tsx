/** A file that is no text: the pictures before and after, or how large it is. */
import { Binary } from "lucide-react";
import { useState } from "react";

import { type ShownDiff, useFilePicture } from "../../data/differences";
import type { DiffContent, DiffEnd, Picture, RepositoryId } from "../../host/api.gen";
import { EmptyState } from "../../parts/EmptyState";
import { LoadingState } from "../../parts/LoadingState";
import { diffWords } from "../../text/diff";
import styles from "./BinaryView.module.css";

interface BinaryViewProps {
  repository: RepositoryId;
  shown: ShownDiff;
  content: Extract<DiffContent, { kind: "binary" }>;
}

/** Names of files that may be pictures made of pixels. The core looks at their bytes. */
const pictures = /\.(png|jpe?g|gif|webp)$/i;

export function BinaryView({ repository, shown, content }: BinaryViewProps) {
  const mayBe = pictures.test(shown.path);
  const before = useFilePicture(repository, shown, "before", mayBe && content.sizeBefore !== null);
  const after = useFilePicture(repository, shown, "after", mayBe && content.sizeAfter !== null);
  if (before.isLoading || after.isLoading) return <LoadingState label={diffWords.loading} />;
  if (!before.data && !after.data) {
    return (
      <EmptyState icon={Binary} title={diffWords.binaryTitle}>
        {diffWords.binaryText(content.sizeBefore, content.sizeAfter)}
      </EmptyState>
    );
  }
  return (
    // Two tall pictures are scrolled by keyboard as well.
    <div className={styles.pictures} role="group" aria-label={diffWords.pictureTitle} tabIndex={0}>
      <Side end="before" picture={before.data} size={content.sizeBefore} />
      <Side end="after" picture={after.data} size={content.sizeAfter} />
    </div>
  );
}

function Side({ end, picture, size }: { end: DiffEnd; picture: Picture | null | undefined; size: number | null }) {
  // Bytes that begin like a picture may not go on like one.
  const [broken, setBroken] = useState<string>();
  const title = diffWords.pictures[end];
  return (
    <figure className={styles.side} data-end={end}>
      <figcaption className={styles.caption}>
        <strong>{title}</strong>
        {picture && <span>{diffWords.pictureFacts(picture.width, picture.height, size)}</span>}
      </figcaption>
      {picture && broken !== picture.url ? (
        <div className={styles.frame}>
          <img
            className={styles.picture}
            src={picture.url}
            width={picture.width}
            height={picture.height}
            alt={title}
            onError={() => setBroken(picture.url)}
          />
        </div>
      ) : (
        <p className={styles.none}>{size === null ? diffWords.noPicture[end] : diffWords.pictureHidden}</p>
      )}
    </figure>
  );
}
