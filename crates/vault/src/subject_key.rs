//! Subject keys: random, wrapped by the key of an epoch, bound to their id and subject.

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::part::{decrypt, encrypt};
use crate::{Error, Result};

/// A subject's key in the clear; shared by whoever seals or opens with it, wiped when the last lets go.
#[derive(Clone)]
pub(crate) struct SubjectKey {
    pub(crate) key_id: Uuid,
    pub(crate) secret: std::sync::Arc<Zeroizing<[u8; 32]>>,
}

impl SubjectKey {
    pub(crate) fn random() -> Self {
        Self { key_id: Uuid::new_v4(), secret: std::sync::Arc::new(Zeroizing::new(rand::random())) }
    }

    pub(crate) fn wrap(&self, wrapping: &[u8; 32], subject: &str) -> Vec<u8> {
        encrypt(wrapping, &bound_to(self.key_id, subject), &self.secret[..])
    }

    pub(crate) fn unwrap(wrapping: &[u8; 32], key_id: Uuid, subject: &str, wrapped: &[u8]) -> Result<Self> {
        let secret = decrypt(wrapping, &bound_to(key_id, subject), wrapped).ok_or(Error::Unwrap(key_id))?;
        let secret: [u8; 32] = secret.as_slice().try_into().map_err(|_| Error::Unwrap(key_id))?;
        Ok(Self { key_id, secret: std::sync::Arc::new(Zeroizing::new(secret)) })
    }
}

impl fmt::Debug for SubjectKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SubjectKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

fn bound_to(key_id: Uuid, subject: &str) -> Vec<u8> {
    [key_id.as_bytes(), subject.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MasterKey;

    #[test]
    fn a_key_unwraps_only_in_its_own_place() {
        let wrapping =
            |root: &str, epoch| MasterKey::from_hex(&root.repeat(32)).unwrap().wrapping_key(1, epoch).unwrap();
        let key = SubjectKey::random();
        let wrapped = key.wrap(&wrapping("5a", 690), "case:a");
        let unwrap = |root, epoch, id, subject| SubjectKey::unwrap(&wrapping(root, epoch), id, subject, &wrapped);
        assert_eq!(unwrap("5a", 690, key.key_id, "case:a").unwrap().secret, key.secret);
        assert!(unwrap("5b", 690, key.key_id, "case:a").is_err());
        assert!(unwrap("5a", 691, key.key_id, "case:a").is_err());
        assert!(unwrap("5a", 690, Uuid::nil(), "case:a").is_err());
        assert!(unwrap("5a", 690, key.key_id, "case:b").is_err());
        assert!(!format!("{key:?}").contains("secret"));
    }
}
