/** Fingerprints are the same however they were pasted, and different ones never. */
import { expect, it } from "vitest";

import { sameHexFingerprint, sameSshFingerprint } from "./fingerprint";

it("compares SSH fingerprints without prefix, spaces and padding", () => {
  expect(sameSshFingerprint(" SHA256:AbC+/1= ", "SHA256:AbC+/1")).toBe(true);
  expect(sameSshFingerprint("AbC", "SHA256:AbC")).toBe(true);
  expect(sameSshFingerprint("SHA256:abc", "SHA256:AbC")).toBe(false);
  expect(sameSshFingerprint("", "")).toBe(false);
});

it("compares certificate fingerprints without colons and case", () => {
  expect(sameHexFingerprint("ab:cd 01", "AB:CD:01")).toBe(true);
  expect(sameHexFingerprint("SHA256 Fingerprint=AB:CD:01", "AB:CD:01")).toBe(true);
  expect(sameHexFingerprint("AB:CD", "AB:CD:01")).toBe(false);
  expect(sameHexFingerprint("zz", "zz")).toBe(false);
});
