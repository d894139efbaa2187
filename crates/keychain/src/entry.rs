//! What a secret is called. Names hold no address and no user name, so renaming a host or a profile keeps the entry.

use uuid::Uuid;

/// One secret of one profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The profile it belongs to; nil for what all profiles share.
    pub profile: Uuid,
    /// What it is.
    pub kind: EntryKind,
    /// What a person reads in the system's own keychain program, "Bitbucket – host – profile". Not part of the name.
    pub label: String,
}

/// What kind of secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// Personal access token of an account.
    Pat(Uuid),
    /// OAuth refresh token of an account; apart from the token so that each fits Windows' limit.
    Refresh(Uuid),
    /// OAuth client secret of a host.
    Client(Uuid),
    /// Passphrase of the SSH key with this fingerprint.
    Passphrase(String),
}

/// The entry's name in the three schemes of the three systems.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    /// Linux: attribute `service`. macOS: the service.
    pub(crate) service: String,
    /// Linux: attribute `username`. macOS: the account.
    pub(crate) user: String,
    pub(crate) label: String,
}

impl Item {
    pub(crate) fn new(application: &str, entry: &Entry) -> Self {
        let kind = match &entry.kind {
            EntryKind::Pat(account) => format!("pat:{account}"),
            EntryKind::Refresh(account) => format!("refresh:{account}"),
            EntryKind::Client(account) => format!("client:{account}"),
            EntryKind::Passphrase(key) => format!("ssh:{}", hex(key)),
        };
        let service = format!("{application}.secret");
        let label = if entry.label.trim().is_empty() { service.clone() } else { entry.label.clone() };
        Self { service, user: format!("v1:{}:{kind}", entry.profile), label }
    }

    /// Windows: the target. Its own default, `user.service`, can collide.
    #[cfg_attr(not(any(windows, test)), expect(dead_code, reason = "the other systems take two names"))]
    pub(crate) fn target(&self) -> String {
        format!("{}|{}", self.service, self.user)
    }
}

/// Fingerprints differ by case, Windows' targets do not.
fn hex(text: &str) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    text.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    //! T2.5: distinct entries have distinct names in all three schemes; labels have no part in it.

    use proptest::prelude::*;

    use super::*;

    fn kind() -> impl Strategy<Value = EntryKind> {
        // Few different ids and keys that differ little, so that collisions are tried and not only hoped for.
        let id = (0_u128..3).prop_map(Uuid::from_u128).boxed();
        prop_oneof![
            id.clone().prop_map(EntryKind::Pat),
            id.clone().prop_map(EntryKind::Refresh),
            id.prop_map(EntryKind::Client),
            "(SHA256:)?[aA:|]{0,3}".prop_map(EntryKind::Passphrase),
        ]
    }

    fn entry() -> impl Strategy<Value = Entry> {
        ((0_u128..3).prop_map(Uuid::from_u128), kind(), ".{0,5}").prop_map(|(profile, kind, label)| Entry {
            profile,
            kind,
            label,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn names_are_equal_exactly_when_profile_and_kind_are(left in entry(), right in entry()) {
            let same = left.profile == right.profile && left.kind == right.kind;
            let (left, right) = (Item::new("dev.bough.desktop", &left), Item::new("dev.bough.desktop", &right));
            prop_assert_eq!((&left.service, &left.user) == (&right.service, &right.user), same);
            prop_assert_eq!(left.target().to_lowercase() == right.target().to_lowercase(), same);
        }
    }

    #[test]
    fn a_name_holds_ids_only() {
        let entry =
            Entry { profile: Uuid::nil(), kind: EntryKind::Pat(Uuid::nil()), label: "Bitbucket – git.example – work".into() };
        let item = Item::new("dev.bough.desktop", &entry);
        assert_eq!(item.service, "dev.bough.desktop.secret");
        assert_eq!(item.user, "v1:00000000-0000-0000-0000-000000000000:pat:00000000-0000-0000-0000-000000000000");
    }
}
