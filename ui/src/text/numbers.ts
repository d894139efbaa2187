/** Numbers as people read them, in the language of the desktop. */

const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** `12.4 MB`; decimal units, as file managers and servers count. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(value)}\u00a0${units[unit] ?? "B"}`;
}

/** `1,204`. */
export function number(count: number): string {
  return new Intl.NumberFormat().format(count);
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `one, two and three`. */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
