/** Paths whose odd bytes are written `%XX`, as text. */

/** The path as people read it; what isn't UTF-8 becomes a replacement character. */
export function shownPath(path: string): string {
  if (!path.includes("%")) return path;
  const bytes: number[] = [];
  for (const part of path.split(/(%[0-9A-Fa-f]{2})/)) {
    if (/^%[0-9A-Fa-f]{2}$/.test(part)) bytes.push(Number.parseInt(part.slice(1), 16));
    else bytes.push(...new TextEncoder().encode(part));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
