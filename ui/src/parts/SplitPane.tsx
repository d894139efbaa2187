/**
 * Two places side by side with a divider: drag it, double-click it to reset, or focus it and use ← → Home (smallest) End (largest)
 * Enter (reset). The caller keeps the size: `useRemembered("side bar", 220)` of data/layout.ts.
 *
 *   <SplitPane label="Width of the side bar" side="start" size={width} min={160} max={420} reset={220} onResize={setWidth}
 *              pane={<SideBar />}>{centre}</SplitPane>
 *
 * `pane` is the place whose width is `size` design pixels, at the start or the end; `children` takes the rest.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

import { useScale } from "./scale";
import styles from "./SplitPane.module.css";

interface SplitPaneProps {
  label: string;
  side: "start" | "end";
  size: number;
  min: number;
  max: number;
  reset: number;
  onResize: (size: number) => void;
  pane: ReactNode;
  children: ReactNode;
}

export function SplitPane({ label, side, size, min, max, reset, onResize, pane, children }: SplitPaneProps) {
  const scale = useScale();
  const from = useRef<{ x: number; size: number } | null>(null);
  const sign = side === "start" ? 1 : -1;
  const resize = (wish: number) => onResize(Math.round(Math.min(max, Math.max(min, wish))));
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    from.current = { x: event.clientX, size };
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) resize(from.current.size + (sign * (event.clientX - from.current.x)) / scale);
  };
  const drop = () => {
    from.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 64 : 16;
    if (event.key === "ArrowLeft") resize(size - sign * step);
    else if (event.key === "ArrowRight") resize(size + sign * step);
    else if (event.key === "Home") resize(min);
    else if (event.key === "End") resize(max);
    else if (event.key === "Enter") resize(reset);
    else return;
    event.preventDefault();
  };
  const paneBox = (
    <div className={styles.pane} style={{ width: `${size / 10}rem` }}>
      {pane}
    </div>
  );
  return (
    <div className={styles.split}>
      {side === "start" && paneBox}
      {side === "end" && <div className={styles.rest}>{children}</div>}
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={size}
        aria-valuemin={min}
        aria-valuemax={max}
        className={styles.divider}
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
        onDoubleClick={() => resize(reset)}
        onKeyDown={press}
      />
      {side === "end" && paneBox}
      {side === "start" && <div className={styles.rest}>{children}</div>}
    </div>
  );
}
