/** Words about files of Git LFS. */
import type { LfsFile, LfsVersion } from "../host/api.gen";
import { bytes, counted } from "./numbers";

const files = (count: number) => counted(count, "file", "files");

export const lfsWords = {
  badge: ({ size }: LfsFile) => `LFS ${bytes(size)}`,
  hint: ({ size, missing }: LfsFile) =>
    missing
      ? `Kept by Git LFS; its ${bytes(size)} are not on this computer yet`
      : `Kept by Git LFS as a whole, ${bytes(size)}`,
  missingTitle: (count: number) => `${files(count)} of Git LFS ${count === 1 ? "is" : "are"} not here yet`,
  missingText: "Small pointers lie in their place. The bytes come from the server of the repository.",
  fetch: "Download LFS files",
  notWithTheCheckout: "Files of Git LFS or submodules are still missing.",
  notWithTheClone: "It is in the list of repositories, but files of Git LFS are still missing.",
  allHere: "All files of Git LFS are here.",
  diffTitle: "A file of Git LFS",
  diffText: (before: LfsVersion | null, after: LfsVersion | null) =>
    before === null
      ? `LFS keeps it from now on; it has ${bytes(after?.size ?? 0)}.`
      : after === null
        ? `It is deleted, or LFS does not keep it any more; it had ${bytes(before.size)}.`
        : before.oid !== null && before.oid === after.oid
          ? `Its ${bytes(before.size)} stay the same.`
          : `It had ${bytes(before.size)} and has ${bytes(after.size)} now.`,
  diffMissing: "Its bytes are not on this computer yet.",
  name: (oid: string) => `SHA-256 ${oid.slice(0, 16)}…`,
};
