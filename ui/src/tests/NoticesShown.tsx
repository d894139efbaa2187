/** The toasts of the window, for tests of views that tell something (a view may not import the frame itself). */
import { useTabs } from "../data/tabs";
import { Toasts } from "../frame/toasts/Toasts";

export function NoticesShown() {
  // Tabs are there before any notice is, as in the window.
  useTabs();
  return <Toasts />;
}
