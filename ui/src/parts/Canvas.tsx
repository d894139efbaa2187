/**
 * A picture that is drawn: sharp on every screen, drawn anew whenever `paint` is another function.
 *
 *   <Canvas width={120} height={600} paint={(pen) => paintGraph(pen, scene, ink)} />      sizes in screen pixels
 *
 * It is an ornament. What it shows must also be in the text beside it.
 */
import styles from "./Canvas.module.css";

interface CanvasProps {
  width: number;
  height: number;
  paint: (pen: CanvasRenderingContext2D) => void;
}

export function Canvas({ width, height, paint }: CanvasProps) {
  const draw = (canvas: HTMLCanvasElement | null) => {
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const density = window.devicePixelRatio || 1;
    const [across, down] = [Math.round(width * density), Math.round(height * density)];
    // Setting a size empties the canvas and costs an allocation; most frames keep theirs.
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, width, height);
    paint(pen);
  };
  return <canvas ref={draw} className={styles.canvas} style={{ width, height }} aria-hidden />;
}
