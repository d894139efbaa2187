//! Signing in through the browser (OAuth 2.0): what an application knows, what it asks for, what it gets.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::Url;

/// An application as an administrator registered it on a host.
#[derive(Debug, Clone)]
pub struct Application {
    /// Its name on the wire; no secret.
    pub client_id: String,
    /// Needed with every request for tokens, also beside a proof.
    pub client_secret: SecretString,
    /// Where the browser comes back to. Servers compare it letter by letter.
    pub redirect: String,
}

/// One sign-in under way: the page for the browser, and what proves that the answer is ours.
#[derive(Debug)]
pub struct SignIn {
    /// To be opened in the browser.
    pub page: Url,
    /// Comes back with the answer.
    pub state: SecretString,
    /// Shown only when the code is exchanged (RFC 7636).
    pub verifier: SecretString,
}

/// What a server gives for a code or for a refresh token.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Opens the host for a while.
    pub access: SecretString,
    /// Gets the next pair; none: the old one stays good.
    pub refresh: Option<SecretString>,
    /// How long the access token lasts.
    pub lasts: Duration,
}

/// A scope to allow when an application is registered, and what it unlocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeAdvice {
    /// Its name on the wire, such as `REPO_WRITE`.
    pub scope: String,
    /// The words on the server's page.
    pub label: String,
    /// True where Bough works well without it.
    pub optional: bool,
}

/// Secrets of one sign-in, fresh each time.
pub(crate) struct Proof {
    pub(crate) state: SecretString,
    pub(crate) verifier: SecretString,
    /// The S256 challenge of the verifier.
    pub(crate) challenge: String,
}

impl Proof {
    /// 256 random bits for each.
    pub(crate) fn fresh() -> Self {
        let verifier = SecretString::from(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()));
        Self { state: URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()).into(), challenge: challenge(&verifier), verifier }
    }
}

fn challenge(verifier: &SecretString) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// T3.1.
    #[test]
    fn each_sign_in_has_secrets_of_its_own_and_a_challenge_that_fits() {
        let mut seen = HashSet::new();
        for _ in 0..10_000 {
            let proof = Proof::fresh();
            let (state, verifier) = (proof.state.expose_secret(), proof.verifier.expose_secret());
            assert!((43..=128).contains(&verifier.len()) && state.len() >= 43);
            let unreserved = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
            assert!(unreserved(verifier) && unreserved(state) && unreserved(&proof.challenge));
            assert_eq!(URL_SAFE_NO_PAD.decode(&proof.challenge).expect("base64"), Sha256::digest(verifier).as_slice());
            assert!(seen.insert(verifier.to_owned()) && seen.insert(state.to_owned()));
        }
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
