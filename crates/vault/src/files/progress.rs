//! The state of an upload between two of its parts: how far the digest came, and the bytes of a chunk that is not full yet.

use sha2::Sha256;
use sha2::digest::common::hazmat::{SerializableState, SerializedState};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::chunk::{CHUNK_BYTES, FileKey};
use crate::{Error, Result};

/// The field it is sealed as.
const FIELD: &str = "progress";

/// How far an upload has come.
pub(super) struct Progress {
    /// Over all bytes so far.
    pub(super) hasher: Sha256,
    /// The bytes after the last whole chunk.
    pub(super) tail: Zeroizing<Vec<u8>>,
}

impl Progress {
    /// The beginning.
    pub(super) fn none() -> Self {
        Self { hasher: Sha256::default(), tail: Zeroizing::new(Vec::with_capacity(CHUNK_BYTES)) }
    }

    /// Sealed, as the row keeps it.
    pub(super) fn seal(&self, key: &FileKey) -> Vec<u8> {
        let state = Zeroizing::new(self.hasher.serialize().to_vec());
        let mut plain = Zeroizing::new(Vec::with_capacity(state.len() + self.tail.len()));
        plain.extend_from_slice(&state);
        plain.extend_from_slice(&self.tail);
        key.seal_raw(FIELD, &plain)
    }

    pub(super) fn open(key: &FileKey, file_id: Uuid, sealed: &[u8]) -> Result<Self> {
        let altered = || Error::FileAltered(file_id);
        let plain = key.open_raw(FIELD, sealed)?;
        let length = SerializedState::<Sha256>::default().len();
        let (state, tail) = plain.split_at_checked(length).ok_or_else(altered)?;
        let state = SerializedState::<Sha256>::try_from(state).map_err(|_| altered())?;
        let hasher = Sha256::deserialize(&state).map_err(|_| altered())?;
        let mut own = Zeroizing::new(Vec::with_capacity(CHUNK_BYTES));
        own.extend_from_slice(tail);
        Ok(Self { hasher, tail: own })
    }
}

#[cfg(test)]
mod tests {
    use sha2::Digest;

    use super::*;
    use crate::subject_key::SubjectKey;

    #[test]
    fn a_digest_goes_on_where_it_stopped() {
        let file_id = Uuid::from_u128(1);
        let key = FileKey::of(&SubjectKey::random(), file_id);
        for cut in [0, 1, 63, 64, 1_000] {
            let content = vec![0x5a; 2_000];
            let mut progress = Progress::none();
            progress.hasher.update(&content[..cut]);
            progress.tail.extend_from_slice(&content[..cut]);
            let mut taken_up = Progress::open(&key, file_id, &progress.seal(&key)).unwrap();
            assert_eq!(taken_up.tail, progress.tail);
            taken_up.hasher.update(&content[cut..]);
            assert_eq!(taken_up.hasher.finalize()[..], Sha256::digest(&content)[..]);
        }
    }
}
