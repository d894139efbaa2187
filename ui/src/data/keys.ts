/** SSH keys: what there is, which is used where. */
import { useAct, useAnswer, useSecretAct } from "./ask";

/** Key pairs in `~/.ssh`. */
export function useSshKeys() {
  return useAnswer("list_ssh_keys", {});
}

/** Makes a key pair and copies the public key. */
export function useGenerateSshKey() {
  return useSecretAct("generate_ssh_key");
}

/** Chooses the key of a host or of the profile. */
export function useChooseSshKey() {
  return useAct("choose_ssh_key");
}

/** Adds a public key to an account, or says where to paste it. */
export function useUploadSshKey() {
  return useAct("upload_ssh_key");
}
