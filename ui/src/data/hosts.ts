/** Hosts: the servers of the active profile, and whether they can be trusted. */
import { useAct, useAnswer } from "./ask";

/** The hosts of the active profile, each with its accounts. */
export function useHosts() {
  return useAnswer("list_hosts", {});
}

/** Finds what lives behind an address. Sends no secret. */
export function useProbeHost() {
  return useAct("probe_host");
}

export function useAddHost() {
  return useAct("add_host");
}

export function useRemoveHost() {
  return useAct("remove_host");
}

/** Changes how the certificate of the server behind a URL is trusted. */
export function useTrustCertificate() {
  return useAct("trust_certificate");
}
