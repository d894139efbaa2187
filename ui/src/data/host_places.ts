/** Where repositories here live on hosts, and what the host says of them. */
import type { RemoteAccount, RepositoryId } from "../host/api.gen";
import { useAnswer } from "./ask";
import type { HostPlace } from "./places";
import { useRemoteAccounts } from "./repositories";

/** The place of a remote, where it is on a host that somebody signed in to. */
export function placeOf(remote: RemoteAccount | undefined): HostPlace | undefined {
  return remote?.account && remote.path ? { account: remote.account, repository: remote.path } : undefined;
}

/** Where a repository here lives on a host: behind `origin`, or behind another remote. */
export function useHostedPlace(id: RepositoryId | null): HostPlace | undefined {
  const { data: remotes = [] } = useRemoteAccounts(id);
  return remotes.map(placeOf).find((place) => place !== undefined);
}

/** What the host says of a repository; asked once for a while. */
export function useHostRepository(place: HostPlace | undefined) {
  const asked = place ?? { account: "", repository: { project: "", slug: "" } };
  return useAnswer("get_host_repository", asked, { enabled: place !== undefined, staleTime: 300_000 });
}

/** True where the host is known to take nothing into the repository behind a remote: it is archived. */
export function useIsArchived(id: RepositoryId | null, remote: string | undefined): boolean {
  const { data: remotes = [] } = useRemoteAccounts(id);
  const place = placeOf(remotes.find((one) => one.remote === remote));
  return useHostRepository(place).data?.archived === true;
}
