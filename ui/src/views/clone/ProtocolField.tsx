/** HTTPS or SSH, always in sight; a protocol the server doesn't offer can't be chosen, and it says so. */
import type { HostRepository, Protocol } from "../../host/api.gen";
import { FieldRow } from "../../parts/Field";
import { Segmented } from "../../parts/Segmented";
import { cloneWords as words, protocolWords } from "../../text/clone";
import styles from "./ProtocolField.module.css";
import { protocolFor } from "./plan";

const protocols: readonly Protocol[] = ["https", "ssh"];

interface ProtocolFieldProps {
  repository: HostRepository | undefined;
  wish: Protocol;
  onChange: (protocol: Protocol) => void;
}

export function ProtocolField({ repository, wish, onChange }: ProtocolFieldProps) {
  const offers = (protocol: Protocol) => !repository || repository.cloneUrls.some((one) => one.protocol === protocol);
  const missing = protocols.filter((protocol) => !offers(protocol));
  return (
    <FieldRow label={words.protocol}>
      <div>
        <Segmented
          label={words.protocol}
          choices={protocols.map((id) => ({ id, label: protocolWords[id], isDisabled: !offers(id) }))}
          value={protocolFor(repository, wish)}
          onChange={onChange}
        />
      </div>
      {missing.map((protocol) => (
        <p key={protocol} className={styles.reason}>
          {words.noProtocol(protocol)}
        </p>
      ))}
    </FieldRow>
  );
}
