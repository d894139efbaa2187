/** Reasons are written to stand after a colon ("paste the token first"); where one stands alone it begins like a sentence. */
export function asSentence(reason: string): string {
  return reason.charAt(0).toLocaleUpperCase() + reason.slice(1);
}
