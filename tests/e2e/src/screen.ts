/**
 * Pictures of what is really on the screen, read from the memory of Xvfb.
 *
 * Not from WebDriver: where there is no graphics card WebKitGTK 2.50 draws without DMABUF, and then never answers when it is
 * asked for a picture.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { deflateSync } from "node:zlib";

import { needed } from "./places.ts";
import { until } from "./wait.ts";

/** A part of the screen, in pixels. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Looks in a row that must see the same: what the page has drawn needs a few frames of its own to reach the screen. */
const LOOKS = 10;

/** The pixels of a part of the screen when nothing moves any more. */
export async function still(rect: Rect): Promise<Buffer> {
  let last: Buffer | undefined;
  let same = 0;
  return await until("the screen is still", () => {
    const now = look(rect);
    same = last?.equals(now) ? same + 1 : 0;
    last = now;
    return same >= LOOKS ? now : null;
  });
}

/** A part of the screen as a PNG. */
export function png(rect: Rect, pixels: Buffer): Buffer {
  const rows: Buffer[] = [];
  for (let row = 0; row < rect.height; row += 1) {
    // A filter byte (none), then the row.
    rows.push(Buffer.from([0]), pixels.subarray(row * rect.width * 3, (row + 1) * rect.width * 3));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rect.width, 0);
  header.writeUInt32BE(rect.height, 4);
  // Eight bits, red green blue, the only compression and filter there are, not interlaced.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Red, green and blue of each pixel as they are now. The file is in the format of `xwd`: big-endian words, then colours, then rows. */
export function look(rect: Rect): Buffer {
  const file = openSync(needed("BOUGH_SCREEN"), "r");
  try {
    const header = Buffer.alloc(100);
    readSync(file, header, 0, 100, 0);
    const word = (index: number) => header.readUInt32BE(index * 4);
    const [start, stride] = [word(0) + word(19) * 12, word(12)];
    const all = Buffer.alloc(stride * rect.height);
    readSync(file, all, 0, all.length, start + stride * rect.y);
    const pixels = Buffer.alloc(rect.width * rect.height * 3);
    let to = 0;
    for (let row = 0; row < rect.height; row += 1) {
      for (let from = row * stride + rect.x * 4, end = from + rect.width * 4; from < end; from += 4) {
        pixels[to++] = all[from + 2] ?? 0;
        pixels[to++] = all[from + 1] ?? 0;
        pixels[to++] = all[from] ?? 0;
      }
    }
    return pixels;
  } finally {
    closeSync(file);
  }
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc(body), body.length + 4);
  return chunk;
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
