/** Signatures of commits: whether one is any good. Looking runs a program, so that only what is looked at is checked. */
import type { RepositoryId } from "../host/api.gen";
import { useAnswer } from "./ask";

/** What is known about a commit's signature. */
export function useSignature(id: RepositoryId, commit: string) {
  return useAnswer("check_signature", { id, commit });
}
