/** Draws the graph on a canvas: lines first, one stroke for each colour, then the nodes. */
import type { Line, Node, Scene } from "./lanes";

/** Colours and sizes, read from the tokens. */
export interface GraphInk {
  /** Lane colours; an index is taken modulo their number. */
  readonly lanes: readonly string[];
  /** What the graph lies on. */
  readonly ground: string;
  /** Initials. */
  readonly text: string;
  readonly font: string;
  readonly rowHeight: number;
}

/** What drawing needs of a canvas. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "arcTo"
  | "bezierCurveTo"
  | "arc"
  | "stroke"
  | "fill"
  | "fillText"
  | "strokeStyle"
  | "fillStyle"
  | "lineWidth"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "lineCap"
  | "globalAlpha"
  | "setLineDash"
>;

const LINE = 2;
const CORNER = 8;

/** Draws all of it. `initialsOf` is given by the caller, so that a disc says the same as the avatar beside it. */
export function paintGraph(pen: Pen, scene: Scene, ink: GraphInk, initialsOf: (name: string) => string): void {
  const color = (index: number): string => ink.lanes[index % ink.lanes.length] ?? ink.text;
  pen.lineWidth = LINE;
  pen.lineCap = "butt";
  for (const [index, lines] of byColor(scene.lines)) {
    pen.strokeStyle = color(index);
    pen.beginPath();
    for (const line of lines) trace(pen, line);
    pen.stroke();
  }
  pen.lineWidth = 1;
  pen.globalAlpha = 0.45;
  for (const node of scene.nodes) if (node.labelled) lead(pen, node, color(node.color));
  pen.globalAlpha = 1;
  for (const node of scene.nodes) paintNode(pen, node, color(node.color), ink, initialsOf);
}

/** The dashed line down to what is checked out, from what is not committed yet. */
export function paintWorkLine(pen: Pen, x: number, from: number, to: number, color: string): void {
  pen.lineWidth = LINE;
  pen.strokeStyle = color;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, to);
  pen.stroke();
  pen.setLineDash([]);
}

/** The dashed node of what is not committed yet. */
export function paintWorkNode(
  pen: Pen,
  x: number,
  y: number,
  color: string,
  ink: Pick<GraphInk, "ground" | "rowHeight">,
): void {
  pen.lineWidth = LINE;
  pen.strokeStyle = color;
  pen.fillStyle = ink.ground;
  pen.setLineDash([3, 2.5]);
  pen.beginPath();
  pen.arc(x, y, Math.min(10, ink.rowHeight / 2 - 3), 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
}

function byColor(lines: readonly Line[]): Map<number, Line[]> {
  const batches = new Map<number, Line[]>();
  for (const line of lines) {
    const batch = batches.get(line.color);
    if (batch === undefined) batches.set(line.color, [line]);
    else batch.push(line);
  }
  return batches;
}

function trace(pen: Pen, { shape, x1, y1, x2, y2 }: Line): void {
  const corner = Math.min(CORNER, Math.abs(x2 - x1), y2 - y1);
  pen.moveTo(x1, y1);
  if (shape === "out") pen.arcTo(x2, y1, x2, y2, corner);
  if (shape === "in") pen.arcTo(x1, y2, x2, y2, corner);
  if (shape === "shift") {
    const middle = (y1 + y2) / 2;
    pen.bezierCurveTo(x1, middle, x2, middle, x2, y2);
    return;
  }
  pen.lineTo(x2, y2);
}

/** The thin line that leads from the pills at the left to their commit. */
function lead(pen: Pen, { x, y }: Node, color: string): void {
  pen.strokeStyle = color;
  pen.beginPath();
  pen.moveTo(0, Math.floor(y) + 0.5);
  pen.lineTo(x, Math.floor(y) + 0.5);
  pen.stroke();
}

function paintNode(pen: Pen, node: Node, color: string, ink: GraphInk, initialsOf: (name: string) => string): void {
  const radius = node.kind === "dot" ? 4 : Math.min(10, ink.rowHeight / 2 - 3);
  pen.beginPath();
  pen.arc(node.x, node.y, radius, 0, 2 * Math.PI);
  pen.fillStyle = node.kind === "dot" ? color : ink.ground;
  pen.fill();
  if (node.kind === "dot") return;
  pen.globalAlpha = 0.22;
  pen.fillStyle = color;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = color;
  pen.lineWidth = LINE;
  pen.stroke();
  pen.fillStyle = ink.text;
  pen.font = ink.font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(initialsOf(node.author), node.x, node.y + 0.5);
}
