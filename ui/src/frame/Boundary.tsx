/** Catches what broke while rendering, so that a mistake in one view never leaves an empty window. */
import { Component, type ReactNode } from "react";

import { asFault } from "../host/host";
import { ErrorState } from "../parts/ErrorState";
import { describeFault } from "../text/faults";
import { windowWords } from "../text/frame";

interface BoundaryProps {
  children: ReactNode;
}

export class Boundary extends Component<BoundaryProps, { broken: unknown }> {
  override state: { broken: unknown } = { broken: null };

  static getDerivedStateFromError(broken: unknown) {
    return { broken: broken ?? new Error("nothing was thrown") };
  }

  override render() {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    const { title, sentence, detail } = describeFault(asFault(broken));
    const ours = asFault(broken).kind === "broken";
    return (
      <>
        <title>{windowWords.title}</title>
        <ErrorState
          title={ours ? windowWords.brokenTitle : title}
          sentence={ours ? windowWords.brokenText : sentence}
          detail={detail}
          action={{ label: windowWords.reload, onPress: () => window.location.reload() }}
        />
      </>
    );
  }
}
