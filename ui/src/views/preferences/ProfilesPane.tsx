/** All profiles: who they are, which is in use, switch, add, change, remove. */
import { Plus } from "lucide-react";
import { useState } from "react";

import { useReport } from "../../data/notices";
import { useAddProfile, useChangeProfile, useProfiles, useSwitchProfile } from "../../data/profiles";
import type { Profile } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { profilePaneWords, sectionNames } from "../../text/preferences";
import { Block, PaneBody } from "./PaneBody";
import { ProfileForm } from "./ProfileForm";
import styles from "./ProfilesPane.module.css";
import { RemoveProfile } from "./RemoveProfile";

const blank = { name: "", author: { name: "", email: "" }, color: 1 };

export function ProfilesPane() {
  const { active, profiles } = useProfiles();
  const add = useAddProfile();
  const [adding, setAdding] = useState(false);
  return (
    <PaneBody title={sectionNames.profiles} intro={profilePaneWords.intro}>
      {profiles.map((profile) => (
        <OneProfile
          key={profile.id}
          profile={profile}
          isActive={profile.id === active}
          isLast={profiles.length === 1}
        />
      ))}
      {adding ? (
        <Block title={profilePaneWords.newName}>
          <ProfileForm
            start={blank}
            save={profilePaneWords.create}
            isPending={add.isPending}
            fault={add.error}
            onSave={(profile) => add.mutate(profile, { onSuccess: () => setAdding(false) })}
            onCancel={() => setAdding(false)}
          />
        </Block>
      ) : (
        <div>
          <Button icon={Plus} onPress={() => setAdding(true)}>
            {profilePaneWords.add}
          </Button>
        </div>
      )}
    </PaneBody>
  );
}

function OneProfile({ profile, isActive, isLast }: { profile: Profile; isActive: boolean; isLast: boolean }) {
  const change = useChangeProfile();
  const switchProfile = useSwitchProfile();
  const report = useReport();
  const [removing, setRemoving] = useState(false);
  return (
    <section className={styles.card} aria-label={visibleText(profile.name)}>
      <header className={styles.head}>
        <Avatar name={profile.author.name || profile.name} size={32} />
        <h3 className={styles.name}>
          <HostileText text={profile.name} />
        </h3>
        {isActive ? (
          <Badge tone="accent">{profilePaneWords.active}</Badge>
        ) : (
          <Button
            size="small"
            isPending={switchProfile.isPending}
            onPress={() => switchProfile.mutate({ id: profile.id }, { onError: report })}
          >
            {profilePaneWords.use}
          </Button>
        )}
        <span className={styles.space} />
        <Button
          size="small"
          tone="danger"
          reason={isLast ? profilePaneWords.last : null}
          onPress={() => setRemoving(true)}
        >
          {profilePaneWords.remove}
        </Button>
      </header>
      {removing && <RemoveProfile profile={profile} onDone={() => setRemoving(false)} />}
      <ProfileForm
        key={`${profile.name} ${profile.author.name} ${profile.author.email} ${profile.color}`}
        start={profile}
        save={profilePaneWords.save}
        isPending={change.isPending}
        fault={change.error}
        onSave={(changed) => change.mutate({ id: profile.id, ...changed })}
      />
    </section>
  );
}
