/** − 100 % +; the number resets. */
import { Minus, Plus } from "lucide-react";
import { Button } from "react-aria-components";

import { useSettings, useZoom } from "../../data/settings";
import { statusWords } from "../../text/frame";
import { appearanceWords } from "../../text/preferences";
import styles from "./StatusBar.module.css";

export function ZoomControl() {
  const { zoom } = useSettings();
  const step = useZoom();
  return (
    <div className={styles.zoom}>
      <Button className={styles.item ?? ""} aria-label={statusWords.zoomOut} onPress={() => step(-1)}>
        <Minus size="1.2rem" aria-hidden />
      </Button>
      <Button className={styles.item ?? ""} aria-label={statusWords.zoomReset(zoom)} onPress={() => step(0)}>
        {appearanceWords.percent(zoom)}
      </Button>
      <Button className={styles.item ?? ""} aria-label={statusWords.zoomIn} onPress={() => step(1)}>
        <Plus size="1.2rem" aria-hidden />
      </Button>
    </div>
  );
}
