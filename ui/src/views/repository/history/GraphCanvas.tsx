/** The picture of the graph under the rows. */
import { useTokens } from "../../../data/tokens";
import { initialsOf } from "../../../parts/Avatar";
import { Canvas } from "../../../parts/Canvas";
import { useScale } from "../../../parts/scale";
import { laneX, sceneOf } from "../graph/lanes";
import { paintGraph, paintWorkLine, paintWorkNode } from "../graph/paint";
import { headerHeight, type History } from "./useHistory";

const tokens = ["--surface-0", "--text", "--font", ...[0, 1, 2, 3, 4, 5, 6, 7].map((lane) => `--lane-${lane}`)];

const faintToken = ["--line-strong"];

interface GraphCanvasProps {
  history: History;
  /** Design pixels. */
  left: number;
  width: number;
  className: string;
  /** Draws the line that leads up to what is not committed yet. */
  hasChanges: boolean;
}

export function GraphCanvas({ history, left, width, className, hasChanges }: GraphCanvasProps) {
  const scale = useScale();
  const [ground = "", text = "", font = "", ...lanes] = useTokens(tokens);
  const { rows, list, rowHeight, head } = history;
  // One row more at either end: its lines reach into what can be seen.
  const first = Math.max(0, rows.first - 1);
  const seen = Array.from({ length: rows.last + 1 - first }, (_, offset) => list.rowAt(first + offset));
  const paint = (pen: CanvasRenderingContext2D) => {
    const room = { width, lanes: list.lanesHere };
    const top = rows.top / scale;
    const scene = sceneOf({ first, rows: seen, rowHeight, top }, room);
    pen.scale(scale, scale);
    if (head && hasChanges) {
      const to = (head.index + 0.5) * rowHeight - top;
      if (to > 0) paintWorkLine(pen, laneX(head.row.lane, room), 0, to, lanes[head.row.color % lanes.length] ?? text);
    }
    const size = rowHeight < 28 ? 7.5 : 8.5;
    paintGraph(pen, scene, { lanes, ground, text, font: `600 ${size}px ${font}`, rowHeight }, initialsOf);
  };
  return (
    <div
      className={className}
      style={{ left: `${left / 10}rem`, top: `${(headerHeight + (history.hasWork ? rowHeight : 0)) / 10}rem` }}
    >
      <Canvas width={width * scale} height={rows.height} paint={paint} />
    </div>
  );
}

/** The picture in the row of what is not committed yet. */
export function WorkCanvas({ history, width, hasChanges }: Omit<GraphCanvasProps, "left" | "className">) {
  const scale = useScale();
  const [ground = "", text = "", , ...lanes] = useTokens(tokens);
  const [faint = ""] = useTokens(faintToken);
  const { rows, list, rowHeight, head } = history;
  const paint = (pen: CanvasRenderingContext2D) => {
    pen.scale(scale, scale);
    const x = laneX(head?.row.lane ?? 0, { width, lanes: list.lanesHere });
    const color = hasChanges ? (lanes[(head?.row.color ?? 0) % lanes.length] ?? text) : faint;
    const isBelow = head !== undefined && (head.index + 0.5) * rowHeight > rows.top / scale;
    if (hasChanges && isBelow) paintWorkLine(pen, x, rowHeight / 2, rowHeight, color);
    paintWorkNode(pen, x, rowHeight / 2, color, { ground, rowHeight });
  };
  return <Canvas width={width * scale} height={rowHeight * scale} paint={paint} />;
}
