import { expect, test } from "vitest";
import type { Progress } from "../host/api.gen";
import { progressNumbers, stageWords } from "./jobs";

const progress: Progress = {
  stage: "sending",
  done: 0,
  total: 0,
  filesDone: 0,
  filesTotal: 0,
  bytes: 0,
  bytesPerSecond: 0,
  remote: "",
};
const shown = (more: Partial<Progress>) => progressNumbers({ ...progress, ...more }).replaceAll("\u00a0", " ");

test("objects are counted, and what went over the wire is said beside them", () => {
  expect(shown({ done: 1204, total: 9120, bytes: 3_400_000, bytesPerSecond: 1_200_000 })).toBe(
    "1,204 of 9,120 · 3.4 MB · 1.2 MB/s",
  );
  expect(shown({})).toBe("");
});

test("files of LFS are counted as such and in their bytes, both ways", () => {
  const some = { done: 20_000_000, total: 64_000_000, bytes: 20_000_000, bytesPerSecond: 1_200_000 };
  for (const stage of ["lfs", "sendingLfs"] as const) {
    expect(shown({ ...some, stage, filesDone: 1, filesTotal: 3 })).toBe("1 of 3 files · 20 MB of 64 MB · 1.2 MB/s");
    expect(shown({ ...some, stage, filesDone: 0, filesTotal: 1 })).toBe("0 of 1 file · 20 MB of 64 MB · 1.2 MB/s");
  }
  expect(stageWords({ ...progress, stage: "sendingLfs" })).toBe("Uploading LFS files");
});
