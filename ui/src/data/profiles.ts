/** Profiles: who the person is, and everything that switches with it. */
import type { Profile } from "../host/api.gen";
import { useAct, useAnswerNow } from "./ask";

export function useProfiles() {
  return useAnswerNow("list_profiles", {});
}

/** The profile in use. */
export function useActiveProfile(): Profile {
  const { active, profiles } = useProfiles();
  const found = profiles.find(({ id }) => id === active) ?? profiles[0];
  if (!found) throw new Error("the core promises at least one profile");
  return found;
}

export function useAddProfile() {
  return useAct("add_profile");
}

export function useChangeProfile() {
  return useAct("change_profile");
}

export function useRemoveProfile() {
  return useAct("remove_profile");
}

export function useSwitchProfile() {
  return useAct("switch_profile");
}
