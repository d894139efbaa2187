/**
 * The inside of a row about something with a name, such as a repository: tile, where it belongs / its name, marks, and a second line.
 *
 *   <TileRow name="billing" within="Platform" family="PLAT" description="Keeps the books" marks={<TileMark icon={Lock} hint="Private" />} />
 *
 * All texts are hostile; what is cut is shown whole on hover.
 */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { HostileText } from "./HostileText";
import { visibleText } from "./hostile";
import { Tile } from "./Tile";
import styles from "./TileRow.module.css";

interface TileRowProps {
  name: string;
  /** What it belongs to; its key decides the colour. */
  within?: { name: string; key: string };
  description?: string;
  /** Stands for the description on hover, where that says more. */
  hint?: string;
  /** It can't be used now. */
  faded?: boolean;
  /** Design pixels of the tile. */
  size?: 24 | 32;
  marks?: ReactNode;
  /** At the right edge. */
  children?: ReactNode;
}

export function TileRow({ name, within, description = "", hint, faded, size = 32, marks, children }: TileRowProps) {
  return (
    <div className={styles.row}>
      <Tile name={name} {...(within && { family: within.key })} size={size} {...(faded && { faded })} />
      <div className={styles.words}>
        <p className={styles.name} title={visibleText(within ? `${within.name} / ${name}` : name)}>
          {within && (
            <span className={styles.within}>
              <HostileText text={within.name} /> /
            </span>
          )}
          <span className={styles.own} data-faded={(faded && !within) || undefined}>
            <HostileText text={name} />
          </span>
          {marks}
        </p>
        {description !== "" && (
          <p className={styles.description} title={hint ?? visibleText(description)}>
            <HostileText text={description} />
          </p>
        )}
      </div>
      {children}
    </div>
  );
}

/** A small sign behind the name; the hint says what it means. */
export function TileMark({ icon: Icon, hint }: { icon: LucideIcon; hint: string }) {
  return (
    <span className={styles.mark} title={hint}>
      <Icon size="1.3rem" aria-hidden />
    </span>
  );
}
