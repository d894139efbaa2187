/** Compares fingerprints as people paste them: with or without prefix, colons, spaces, padding. */

/** SSH fingerprints are Base64: case matters. */
export function sameSshFingerprint(one: string, other: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/\s/g, "")
      .replace(/^SHA256:/i, "")
      .replace(/=+$/, "");
  return bare(one) !== "" && bare(one) === bare(other);
}

/** Fingerprints of certificates are hex: case and colons don't matter. */
export function sameHexFingerprint(one: string, other: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/^sha-?256(\s+fingerprint)?\s*[:=]/i, "")
      .replace(/[^0-9a-f]/gi, "")
      .toUpperCase();
  return bare(one) !== "" && bare(one) === bare(other);
}
