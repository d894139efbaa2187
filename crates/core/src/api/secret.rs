//! A secret that crosses the door inwards: it can be read from JSON and never written.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ts_rs::TS;

/// A token or passphrase as an argument. Wiped when dropped; has no `Serialize`, and `Debug` shows nothing of it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(transparent)]
pub struct Secret(#[ts(type = "string")] SecretString);

impl Secret {
    /// A secret that was typed or read: the text is moved, not copied.
    pub fn from_text(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The secret for whoever keeps or sends it.
    pub fn into_inner(self) -> SecretString {
        self.0
    }

    /// True where both are the same text: for a passphrase that is typed twice.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    /// True for nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.expose_secret().trim().is_empty()
    }
}

impl From<SecretString> for Secret {
    fn from(secret: SecretString) -> Self {
        Self(secret)
    }
}
