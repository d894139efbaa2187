/** The picture of the graph under the rows. */
import { useTokens } from "../../../data/tokens";
import { initialsOf } from "../../../parts/Avatar";
import { Canvas } from "../../../parts/Canvas";
import { useScale } from "../../../parts/scale";
import { sceneOf } from "../graph/lanes";
import { paintGraph } from "../graph/paint";
import { headerHeight, type History } from "./useHistory";

const tokens = ["--surface-0", "--text", "--font", ...[0, 1, 2, 3, 4, 5, 6, 7].map((lane) => `--lane-${lane}`)];

interface GraphCanvasProps {
  history: History;
  /** Design pixels. */
  left: number;
  width: number;
  className: string;
}

export function GraphCanvas({ history, left, width, className }: GraphCanvasProps) {
  const scale = useScale();
  const [ground = "", text = "", font = "", ...lanes] = useTokens(tokens);
  const { rows, list, rowHeight } = history;
  // One row more at either end: its lines reach into what can be seen.
  const first = Math.max(0, rows.first - 1);
  const seen = Array.from({ length: rows.last + 1 - first }, (_, offset) => list.rowAt(first + offset));
  const paint = (pen: CanvasRenderingContext2D) => {
    const scene = sceneOf({ first, rows: seen, rowHeight, top: rows.top / scale }, { width, lanes: list.lanesHere });
    pen.scale(scale, scale);
    const size = rowHeight < 28 ? 7.5 : 8.5;
    paintGraph(pen, scene, { lanes, ground, text, font: `600 ${size}px ${font}`, rowHeight }, initialsOf);
  };
  return (
    <div className={className} style={{ left: `${left / 10}rem`, top: `${headerHeight / 10}rem` }}>
      <Canvas width={width * scale} height={rows.height} paint={paint} />
    </div>
  );
}
