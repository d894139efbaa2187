/**
 * Gives the keyboard back when what borrowed it goes away: to what had it before, or to the first button beside it where that is gone.
 *
 *   <div ref={lentFocus}> … </div>
 */
export function lentFocus(element: HTMLElement | null): () => void {
  const lender = document.activeElement;
  const home = element?.parentElement;
  return () => {
    if (!element?.contains(document.activeElement)) return;
    // What comes in its place is not there yet.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const isThere = lender instanceof HTMLElement && lender.isConnected && lender !== document.body;
      (isThere ? lender : home?.querySelector<HTMLElement>("button:not([disabled])"))?.focus();
    });
  };
}
