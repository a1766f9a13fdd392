//! Secrets that are shown once: tokens of sessions and of the API, first passwords.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;
/// How the text of a token of the API begins, so that one in a place where it should not be is recognised.
pub(crate) const TOKEN_PREFIX: &str = "wz_";
/// Characters of first passwords: none is taken for another when it is read off paper.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Groups of a first password, and characters of each: 100 bits together.
const PASSWORD_GROUPS: [usize; 4] = [5; 4];

/// A secret. It is printed only where somebody asks for it by [`Secret::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The token of a session: 256 random bits.
    pub(crate) fn token() -> Self {
        let bytes = Zeroizing::new(rand::random::<[u8; TOKEN_BYTES]>());
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes)))
    }

    /// A token of the API: the same behind [`TOKEN_PREFIX`].
    pub(crate) fn api_token() -> Self {
        Self(Zeroizing::new(format!("{TOKEN_PREFIX}{}", Self::token().reveal())))
    }

    /// A first password, which must be changed.
    pub fn first_password() -> Self {
        let group = |chars: &usize| -> String {
            let bytes = Zeroizing::new(rand::random::<[u8; 8]>());
            bytes.iter().take(*chars).map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
        };
        Self(Zeroizing::new(PASSWORD_GROUPS.iter().map(group).collect::<Vec<_>>().join("-")))
    }

    /// A secret as somebody presents it.
    pub fn presented(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The digest under which a token is stored. A token has 256 random bits, so a digest without a key hides it.
pub(crate) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_random_and_is_not_printed() {
        let (one, other) = (Secret::api_token(), Secret::api_token());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), TOKEN_PREFIX.len() + 43);
        assert_eq!(format!("{one:?}"), "Secret(…)");
        let password = Secret::first_password();
        assert_eq!(password.reveal().len(), 23);
        assert!(password.reveal().split('-').all(|group| group.len() == 5), "{}", password.reveal());
    }
}
