/** How single files differ: not committed yet, or in a commit; the text around it, and pictures. */
import { useQuery } from "@tanstack/react-query";

import type { Between, DiffEnd, Fault, FileDiff, FilePath, Picture, RepositoryId } from "../host/api.gen";
import { useHost } from "../host/context";
import { keyOf } from "./ask";
import type { FileOfSide } from "./changes";
import { useSampled } from "./sampled";

/** Differences nobody looks at are dropped after this, in milliseconds: they may be large. */
const kept = 30_000;

/** A file as a commit changed it. */
export interface FileOfCommit {
  readonly path: FilePath;
  readonly commit: string;
  /** Where it was before, if it moved. */
  readonly before: FilePath | null;
}

/** A file as it is in a commit, to be read. */
export interface FileAt {
  readonly path: FilePath;
  readonly commit: string;
  readonly whole: true;
  /** Where to begin, from 1. */
  readonly line: number | null;
}

/** A file and the two states of it that are compared. */
export type ComparedFile = FileOfSide | FileOfCommit | FileAt;

/** How a difference is read. */
export interface Reading {
  /** Also what is too long to be read unasked. */
  readonly all: boolean;
  readonly ignoreSpaces: boolean;
}

/** How a file differs, with the file it belongs to. */
export interface ShownDiff {
  readonly path: FilePath;
  readonly between: Between;
  readonly diff: FileDiff;
}

export function betweenOf(file: ComparedFile): Between {
  if ("side" in file) return { kind: "side", side: file.side };
  if ("whole" in file) return { kind: "file", commit: file.commit };
  return { kind: "commit", commit: file.commit, before: file.before };
}

/** True where a difference is that of this file, and not of the one before. */
export function isOf(shown: ShownDiff | undefined, file: ComparedFile): shown is ShownDiff {
  return shown !== undefined && nameOf(shown.path, shown.between) === nameOf(file.path, betweenOf(file));
}

function nameOf(path: FilePath, between: Between): string {
  return JSON.stringify([path, between]);
}

/**
 * How a file differs. While another one is on its way the last stays, so that moving through files doesn't flicker: see `isOf`.
 * While the choice still moves nothing is asked.
 */
export function useFileDiff(id: RepositoryId, file: ComparedFile, reading: Reading) {
  const host = useHost();
  const settled = useSampled(nameOf(file.path, betweenOf(file)), 40);
  const [path, between] = JSON.parse(settled) as [FilePath, Between];
  const args = { id, path, between, ...reading };
  return useQuery<ShownDiff, Fault>({
    queryKey: keyOf("get_file_diff", args),
    queryFn: async () => ({ path, between, diff: await host.call("get_file_diff", args) }),
    placeholderData: (before) => before,
    structuralSharing: (before, after) => sameDiff(before as ShownDiff | undefined, after as ShownDiff),
    gcTime: kept,
  });
}

/** The old one where nothing differs: comparing 50,000 lines to find that out takes longer than reading them. */
function sameDiff(before: ShownDiff | undefined, after: ShownDiff): ShownDiff {
  const [old, next] = [before?.diff, after.diff];
  const isSame =
    before !== undefined &&
    nameOf(before.path, before.between) === nameOf(after.path, after.between) &&
    old?.content.kind === "text" &&
    next.content.kind === "text" &&
    old.revision === next.revision &&
    old.content.leftOut === next.content.leftOut &&
    old.modeBefore === next.modeBefore &&
    old.modeAfter === next.modeAfter;
  return isSame ? before : after;
}

/** One of the two states as text; null where it is none. The last one stays until the next is read. */
export function useFileText(id: RepositoryId, { path, between, diff }: ShownDiff, end: DiffEnd, enabled: boolean) {
  const host = useHost();
  const args = { id, path, between, end, revision: diff.revision };
  return useQuery<string | null, Fault>({
    queryKey: keyOf("get_file_text", args),
    queryFn: () => host.call("get_file_text", args),
    placeholderData: (before) => before,
    gcTime: kept,
    enabled,
  });
}

/** The picture that a file is in one of the two states; null where it is none that can be shown. */
export function useFilePicture(id: RepositoryId, { path, between, diff }: ShownDiff, end: DiffEnd, enabled: boolean) {
  const host = useHost();
  const args = { id, path, between, end, revision: diff.revision };
  return useQuery<Picture | null, Fault>({
    queryKey: keyOf("get_file_picture", args),
    queryFn: () => host.call("get_file_picture", args),
    gcTime: kept,
    enabled,
  });
}
