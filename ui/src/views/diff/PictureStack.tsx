/** Two pictures at one place, their upper left corners together: a line parts them, or the newer one is seen through. */
import type { CSSProperties, PointerEvent } from "react";

import type { Picture } from "../../host/api.gen";
import { pictureWords as words } from "../../text/pictures";
import styles from "./PicturesView.module.css";

interface PictureStackProps {
  before: Picture;
  after: Picture;
  way: "swipe" | "onion";
  /** Where the line is from the left, or how much is seen of the newer one; in percents. */
  share: number;
  onShare: (share: number) => void;
  onBroken: (url: string) => void;
}

export function PictureStack({ before, after, way, share, onShare, onBroken }: PictureStackProps) {
  const width = Math.max(before.width, after.width);
  const height = Math.max(before.height, after.height);
  const part = ({ width: own, height: high }: Picture): CSSProperties => ({
    width: `${(own / width) * 100}%`,
    height: `${(high / height) * 100}%`,
  });
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (way !== "swipe" || event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    onShare(Math.round(Math.min(1, Math.max(0, (event.clientX - left) / wide)) * 100));
  };
  const line = { "--share": `${share}%` } as CSSProperties;
  return (
    <div className={styles.frame} data-way={way} style={line}>
      <div
        className={styles.stack}
        style={{ maxWidth: width, aspectRatio: `${width} / ${height}` }}
        onPointerDown={follow}
        onPointerMove={follow}
      >
        {(["before", "after"] as const).map((end) => {
          const picture = end === "before" ? before : after;
          return (
            <span key={end} className={styles.layer} data-end={end}>
              <img
                src={picture.url}
                alt={words.ends[end]}
                style={part(picture)}
                draggable={false}
                onError={() => onBroken(picture.url)}
              />
            </span>
          );
        })}
      </div>
    </div>
  );
}
