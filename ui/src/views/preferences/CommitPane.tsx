/** Who commits where: a rule for each server. */
import { Server } from "lucide-react";

import { useHosts } from "../../data/hosts";
import { EmptyState } from "../../parts/EmptyState";
import { visibleText } from "../../parts/hostile";
import { identityRuleWords } from "../../text/identity";
import { sectionNames } from "../../text/preferences";
import { IdentityRuleForm } from "./IdentityRuleForm";
import { Block, PaneBody } from "./PaneBody";

export function CommitPane() {
  const { data: hosts = [] } = useHosts();
  return (
    <PaneBody title={sectionNames.commit} intro={identityRuleWords.intro}>
      {hosts.length === 0 && (
        <EmptyState icon={Server} title={identityRuleWords.noHosts}>
          {identityRuleWords.noHostsText}
        </EmptyState>
      )}
      {hosts.map((host) => (
        <Block key={host.id} title={visibleText(host.name)}>
          {/* What was saved is what one goes on from. */}
          <IdentityRuleForm key={JSON.stringify(host.identity)} host={host} />
        </Block>
      ))}
    </PaneBody>
  );
}
