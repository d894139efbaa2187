/** A thing with a name as a square with its initials: repositories and projects, where a round avatar would be a person. Ornament. */
import type { CSSProperties } from "react";

import { colorOf, initialsOf } from "./Avatar";
import styles from "./Tile.module.css";

interface TileProps {
  name: string;
  /** What decides the colour, such as the project; the name where left out. */
  family?: string;
  /** Design pixels. */
  size?: number;
  /** Paler: it can't be used now. */
  faded?: boolean;
}

export function Tile({ name, family = name, size = 28, faded }: TileProps) {
  const length = `${size / 10}rem`;
  const style = {
    width: length,
    height: length,
    fontSize: `${(size * 0.38) / 10}rem`,
    "--family": `var(--lane-${colorOf(family)})`,
  } as CSSProperties;
  return (
    <span className={styles.tile} data-faded={faded || undefined} style={style} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
