/** Where lanes, lines and nodes of the graph lie, in CSS pixels: geometry without a canvas. */
import type { Edge, Row } from "../../../host/api.gen";

/** Distance of two lanes while there is room. */
export const PITCH = 16;
/** Room at either side, so that the disc of the outermost lane is whole. */
export const MARGIN = 13;

/** Below this the column says nothing. */
export const NARROWEST = 2 * MARGIN + 2 * PITCH;

/** The room that lanes share. */
export interface LaneRoom {
  /** Width of the column. */
  readonly width: number;
  /** Lanes of the widest row far and near: the picture must not tremble while one scrolls. */
  readonly lanes: number;
}

/** How a piece of line leaves one row and reaches the next. */
export type LineShape = "straight" | "out" | "in" | "shift";

/** A piece of line from the middle of a row to the middle of the next. */
export interface Line {
  readonly shape: LineShape;
  readonly color: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A commit's mark. */
export interface Node {
  readonly x: number;
  readonly y: number;
  readonly color: number;
  readonly kind: "disc" | "dot";
  readonly author: string;
  readonly labelled: boolean;
}

/** Everything the canvas shows. */
export interface Scene {
  readonly lines: readonly Line[];
  readonly nodes: readonly Node[];
}

/** Rows around the visible part of the list. */
export interface RowWindow {
  /** Index of the first row here. */
  readonly first: number;
  /** Rows from there on; a row that was not read yet is a gap. */
  readonly rows: readonly (Row | undefined)[];
  readonly rowHeight: number;
  /** How far the list is scrolled. */
  readonly top: number;
}

/** Width at which no lane is pressed together. */
export function naturalWidth(lanes: number): number {
  return 2 * MARGIN + Math.max(0, lanes - 1) * PITCH;
}

/** Distance of lanes that had to move together; less where even that is too much. */
const PRESSED = 4;
/** Part of the column that pressed lanes may take. */
const SHARE = 0.6;

/**
 * Middle of a lane. Lanes lie evenly while all of them fit. Otherwise the first ones, where most of the history lies, keep their
 * distance, and the others are pressed together: lines keep their order and none is cut off, however many there are.
 */
export function laneX(lane: number, room: LaneRoom): number {
  const usable = Math.max(NARROWEST, room.width) - 2 * MARGIN;
  const gaps = room.lanes - 1;
  if (gaps * PITCH <= usable) return MARGIN + lane * PITCH;
  const pressed = Math.min(PRESSED, (usable * SHARE) / gaps);
  const wide = (usable - gaps * pressed) / (PITCH - pressed);
  return MARGIN + Math.min(lane, wide) * PITCH + Math.max(0, lane - wide) * pressed;
}

/**
 * A line keeps the lane of the older end: a branch goes down its own lane and turns into its parent's row; the second parent
 * of a merge leaves the merge sideways. What does neither only moves over.
 */
export function lineShape(edge: Edge, row: Row, next: Row | undefined): LineShape {
  if (edge.from === edge.to) return "straight";
  const leaves = edge.from === row.lane;
  const arrives = next !== undefined && edge.to === next.lane;
  if (leaves && arrives) return edge.color === row.color ? "in" : "out";
  if (leaves) return "out";
  return arrives ? "in" : "shift";
}

/** What to draw for a window of rows. */
export function sceneOf(window: RowWindow, room: LaneRoom): Scene {
  const lines: Line[] = [];
  const nodes: Node[] = [];
  window.rows.forEach((row, offset) => {
    if (row === undefined) return;
    const y1 = (window.first + offset + 0.5) * window.rowHeight - window.top;
    const next = window.rows[offset + 1];
    for (const edge of row.edges) {
      lines.push({
        shape: lineShape(edge, row, next),
        color: edge.color,
        x1: laneX(edge.from, room),
        y1,
        x2: laneX(edge.to, room),
        y2: y1 + window.rowHeight,
      });
    }
    nodes.push({
      x: laneX(row.lane, room),
      y: y1,
      color: row.color,
      kind: row.parents.length > 1 ? "dot" : "disc",
      author: row.author.name,
      labelled: row.refs.length > 0,
    });
  });
  return { lines, nodes };
}
