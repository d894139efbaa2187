/**
 * The edge of a column in a header: drag it, double-click it to reset, or focus it and use ← → Home End Enter.
 *
 *   <ColumnDivider label="Width of Author" size={140} min={60} max={400} reset={140} onResize={setWidth} />     design pixels
 *
 * It stands at the right edge of a positioned header cell; `grows="left"` for columns whose left edge moves.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";

import styles from "./ColumnDivider.module.css";
import { useScale } from "./scale";

interface ColumnDividerProps {
  label: string;
  size: number;
  min: number;
  max: number;
  reset: number;
  grows?: "left" | "right";
  onResize: (size: number) => void;
}

export function ColumnDivider({ label, size, min, max, reset, grows = "right", onResize }: ColumnDividerProps) {
  const scale = useScale();
  const from = useRef<{ x: number; size: number } | null>(null);
  const sign = grows === "right" ? 1 : -1;
  const resize = (wish: number) => onResize(Math.round(Math.min(max, Math.max(min, wish))));
  const drop = () => {
    from.current = null;
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    from.current = { x: event.clientX, size };
  };
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 48 : 8;
    if (event.key === "ArrowLeft") resize(size - sign * step);
    else if (event.key === "ArrowRight") resize(size + sign * step);
    else if (event.key === "Home") resize(min);
    else if (event.key === "End") resize(max);
    else if (event.key === "Enter") resize(reset);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.divider}
      data-grows={grows}
      onPointerDown={grab}
      onPointerMove={(event) => {
        if (from.current) resize(from.current.size + (sign * (event.clientX - from.current.x)) / scale);
      }}
      onPointerUp={drop}
      onPointerCancel={drop}
      onDoubleClick={() => resize(reset)}
      onKeyDown={press}
    />
  );
}
