//! Making a key pair: ed25519, from the caller's random numbers, written safely.

use std::path::Path;

use rand_core::CryptoRngCore;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Cipher, HashAlg, Kdf, LineEnding, PrivateKey};

use crate::{Error, KeyPair, name, private_file};

/// What `ssh-keygen` uses since OpenSSH 9.4.
const ROUNDS: u32 = 24;

/// Makes a key pair and writes `<folder>/<name>` and `<folder>/<name>.pub`: both or none, never over anything that exists.
///
/// # Errors
/// [`Error::Exists`], [`Error::InvalidName`], [`Error::InvalidComment`], [`Error::EmptyPassphrase`],
/// [`Error::NoRandomness`], or what the file system says; after any of them no file of ours is there.
pub fn generate(
    folder: &Path,
    name: &str,
    comment: &str,
    passphrase: Option<&SecretString>,
    rng: &mut impl CryptoRngCore,
) -> Result<KeyPair, Error> {
    name::check(name)?;
    if comment.chars().any(char::is_control) {
        return Err(Error::InvalidComment);
    }
    if passphrase.is_some_and(|passphrase| passphrase.expose_secret().is_empty()) {
        return Err(Error::EmptyPassphrase);
    }
    let key = draw_key(comment, rng)?;
    let written = match passphrase {
        Some(passphrase) => encrypt(&key, passphrase, rng)?,
        None => key.clone(),
    };
    let private = written.to_openssh(LineEnding::LF).map_err(|_| Error::Unencodable)?;
    let public_key = key.public_key().to_openssh().map_err(|_| Error::Unencodable)?;
    let path = private_file::create_pair(folder, name, private.as_bytes(), format!("{public_key}\n").as_bytes())?;
    Ok(KeyPair {
        path,
        algorithm: key.algorithm().to_string(),
        fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
        comment: comment.to_owned(),
        public_key,
        encrypted: Some(passphrase.is_some()),
    })
}

fn draw_key(comment: &str, rng: &mut impl CryptoRngCore) -> Result<PrivateKey, Error> {
    let seed = draw::<32>(rng)?;
    let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed));
    PrivateKey::new(pair, comment).map_err(|_| Error::Unencodable)
}

fn encrypt(key: &PrivateKey, passphrase: &SecretString, rng: &mut impl CryptoRngCore) -> Result<PrivateKey, Error> {
    let kdf = Kdf::Bcrypt { salt: draw::<16>(rng)?.to_vec(), rounds: ROUNDS };
    let check = u32::from_ne_bytes(*draw::<4>(rng)?);
    key.encrypt_with(Cipher::Aes256Ctr, kdf, check, passphrase.expose_secret()).map_err(|_| Error::Unencodable)
}

/// Every random byte comes through here: the library's own calls would panic where the system has none to give.
fn draw<const N: usize>(rng: &mut impl CryptoRngCore) -> Result<Zeroizing<[u8; N]>, Error> {
    let mut bytes = Zeroizing::new([0; N]);
    rng.try_fill_bytes(bytes.as_mut_slice()).map_err(|_| Error::NoRandomness)?;
    Ok(bytes)
}
