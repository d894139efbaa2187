/**
 * A place between two ends, in whole percents.
 *
 *   <Slider label="How much of it" value={50} onChange={setShare} />
 */
import styles from "./Slider.module.css";

interface SliderProps {
  label: string;
  /** 0 to 100. */
  value: number;
  onChange: (value: number) => void;
}

export function Slider({ label, value, onChange }: SliderProps) {
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label={label}
      aria-valuetext={`${value} %`}
      min={0}
      max={100}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
