/** A host of the profile that nobody signed in to. */
import { LogIn } from "lucide-react";

import type { Host } from "../../host/api.gen";
import { EmptyState } from "../../parts/EmptyState";
import { visibleText } from "../../parts/hostile";
import { cloneWords as words } from "../../text/clone";
import { oauthWords } from "../../text/oauth";
import { mayAuthorise, SignInButton } from "./SignInButton";

export function SignInPane({ host, onSignIn }: { host: Host; onSignIn: () => void }) {
  return (
    <EmptyState
      icon={LogIn}
      title={words.signInTitle(visibleText(host.name))}
      action={<SignInButton host={host} onSignIn={onSignIn} />}
    >
      {mayAuthorise(host) ? oauthWords.authoriseText : words.signInText}
    </EmptyState>
  );
}
