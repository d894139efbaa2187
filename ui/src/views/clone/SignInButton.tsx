/** The way to sign in to a host: through the browser where Bough is registered there, else on its page in the preferences. */
import { ExternalLink } from "lucide-react";

import { useAuthorise } from "../../data/oauth";
import type { Host } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { cloneWords as words } from "../../text/clone";
import { oauthWords } from "../../text/oauth";

interface SignInButtonProps {
  host: Host;
  onSignIn: () => void;
}

/** True where one click on a page of the server is all that it takes. */
export function mayAuthorise({ oauth: { registration } }: Host): boolean {
  return registration !== null && registration.secret.kind !== "gone";
}

export function SignInButton({ host, onSignIn }: SignInButtonProps) {
  const authorise = useAuthorise();
  if (!mayAuthorise(host)) {
    return (
      <Button tone="primary" onPress={onSignIn}>
        {words.signIn}
      </Button>
    );
  }
  return (
    <Button tone="primary" icon={ExternalLink} isPending={authorise.isRunning} onPress={() => authorise.start(host.id)}>
      {oauthWords.authorise(visibleText(host.name))}
    </Button>
  );
}
