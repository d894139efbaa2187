/** Which row a key leads to, the same in every list, tree and grid. */

/** The keys of a list of rows that is read from top to bottom; undefined where the key means something else. */
export function movedRow(key: string, index: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const within = (row: number): number => Math.min(Math.max(0, row), count - 1);
  switch (key) {
    case "ArrowDown":
      return within(index + 1);
    case "ArrowUp":
      return within(index < 0 ? count - 1 : index - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageDown":
      return within(Math.max(0, index) + Math.max(1, page));
    case "PageUp":
      return within(index - Math.max(1, page));
    default:
      return undefined;
  }
}
