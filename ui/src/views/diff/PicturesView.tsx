/** The pictures before and after: side by side, or one over the other, with a line between them or seen through. */
import { useState } from "react";

import { useRememberedChoice } from "../../data/layout";
import type { DiffEnd, Picture } from "../../host/api.gen";
import { Segmented } from "../../parts/Segmented";
import { Slider } from "../../parts/Slider";
import { pictureWords as words, pictureWays } from "../../text/pictures";
import { PictureStack } from "./PictureStack";
import styles from "./PicturesView.module.css";

export interface PictureEnd {
  /** None where there is no file, or it is no picture. */
  readonly picture: Picture | null;
  /** In bytes; none where there is no file. */
  readonly size: number | null;
}

export function PicturesView({ before, after }: Record<DiffEnd, PictureEnd>) {
  const [wish, setWay] = useRememberedChoice("pictures as", pictureWays, "sides");
  const [share, setShare] = useState(50);
  // Bytes that begin like a picture may not go on like one.
  const [broken, setBroken] = useState<readonly string[]>([]);
  const isWhole = ({ picture }: PictureEnd) => picture !== null && !broken.includes(picture.url);
  const stack = before.picture && after.picture && isWhole(before) && isWhole(after);
  const way = stack ? wish : "sides";
  const hurt = (url: string) => setBroken((known) => [...known, url]);
  return (
    // What is larger than the window is scrolled by keyboard as well.
    <div className={styles.view} role="group" aria-label={words.title} tabIndex={0}>
      {stack && (
        <div className={styles.bar}>
          <Segmented
            label={words.way}
            choices={pictureWays.map((id) => ({ id, label: words.ways[id] }))}
            value={way}
            onChange={setWay}
          />
          {way !== "sides" && (
            <span className={styles.share}>
              {words.ends.before}
              <Slider label={words.share[way]} value={share} onChange={setShare} />
              {words.ends.after}
            </span>
          )}
        </div>
      )}
      {way !== "sides" && before.picture && after.picture ? (
        <PictureStack
          before={before.picture}
          after={after.picture}
          way={way}
          share={share}
          onShare={setShare}
          onBroken={hurt}
        />
      ) : (
        <div className={styles.sides}>
          <Side end="before" shown={before} isWhole={isWhole(before)} onBroken={hurt} />
          <Side end="after" shown={after} isWhole={isWhole(after)} onBroken={hurt} />
        </div>
      )}
    </div>
  );
}

interface SideProps {
  end: DiffEnd;
  shown: PictureEnd;
  isWhole: boolean;
  onBroken: (url: string) => void;
}

function Side({ end, shown: { picture, size }, isWhole, onBroken }: SideProps) {
  const title = words.ends[end];
  return (
    <figure className={styles.side} data-end={end}>
      <figcaption className={styles.caption}>
        <strong>{title}</strong>
        {picture && <span>{words.facts(picture.width, picture.height, size)}</span>}
      </figcaption>
      {picture && isWhole ? (
        <div className={styles.frame}>
          <img
            className={styles.picture}
            src={picture.url}
            width={picture.width}
            height={picture.height}
            alt={title}
            onError={() => onBroken(picture.url)}
          />
        </div>
      ) : (
        <p className={styles.none}>{size === null ? words.none[end] : words.hidden}</p>
      )}
    </figure>
  );
}
