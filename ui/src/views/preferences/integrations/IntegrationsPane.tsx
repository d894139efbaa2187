/** Integrations: services and servers at the left, the chosen one or the form for a new one at the right. */
import { useFaultViews } from "../../../data/faults";
import { useHosts } from "../../../data/hosts";
import { type PreferencesPlace, usePlaces } from "../../../data/places";
import { ErrorState } from "../../../parts/ErrorState";
import { LoadingState } from "../../../parts/LoadingState";
import { integrationWords } from "../../../text/integrations";
import { ConnectHost } from "./ConnectHost";
import { HostPage } from "./HostPage";
import styles from "./Integrations.module.css";
import { ServiceList } from "./ServiceList";

export function IntegrationsPane({ place }: { place: PreferencesPlace }) {
  const { data: hosts, error, refetch } = useHosts();
  const places = usePlaces();
  const view = useFaultViews();
  if (error) return <ErrorState {...view(error, () => void refetch())} />;
  if (!hosts) return <LoadingState label={integrationWords.loading} />;
  const chosen = place.host === "new" ? undefined : (hosts.find(({ id }) => id === place.host) ?? hosts[0]);
  const show = (host: string) => places.showPreferences("integrations", { host });
  // Without servers the form is shown by itself; the server that it adds must not take its place before it signed in.
  const stay = () => places.showPreferences("integrations", { host: "new", url: place.url });
  return (
    <div className={styles.pane}>
      <ServiceList hosts={hosts} chosen={chosen?.id ?? "new"} onChoose={show} />
      <div className={styles.right}>
        {chosen ? (
          <HostPage key={chosen.id} host={chosen} onRemoved={() => show("new")} />
        ) : (
          <ConnectHost key={place.url} url={place.url} onBegun={stay} onConnected={show} />
        )}
      </div>
    </div>
  );
}
