/** Which addresses in other people's text may become links at all: https, http and mailto, whose host everybody can see. */

/** The address in its canonical form, or none where it must stay plain text. The core judges once more before it opens anything. */
export function safeLink(address: string): string | null {
  // eslint-disable-next-line no-control-regex -- browsers drop control characters inside schemes; we refuse them
  if (/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]/.test(address)) return null;
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") return url.pathname.includes("@") ? url.href : null;
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.hostname !== "" && url.username === "" && url.password === "" ? url.href : null;
}
