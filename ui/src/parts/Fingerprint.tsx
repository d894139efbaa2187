/** A fingerprint that breaks between its bytes, so that it can be read pair by pair. Copying it gives the whole without gaps. */
import { Fragment } from "react";

import { visibleText } from "./hostile";

export function Fingerprint({ text }: { text: string }) {
  return visibleText(text)
    .split(/(?<=:)/)
    .map((byte, index) => (
      <Fragment key={index}>
        {byte}
        <wbr />
      </Fragment>
    ));
}
