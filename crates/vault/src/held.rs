//! The master keys as a process holds them: read again from their file, so that a node in service wraps by a new one and opens what
//! it wrapped, without being started anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::master::{FIRST_ID, epoch_at};
use crate::part::NONCE_BYTES;
use crate::subject_key::SubjectKey;
use crate::{Error, MasterKey, Result};

/// How old the keys that were read may be when a new subject key is wrapped: so long a node goes on wrapping by the old one.
pub const KEYS_READ_AGAIN_S: u64 = 2;
/// How soon a file is read again that did not hold the key that was looked for.
const LOOKED_FOR_AGAIN: Duration = Duration::from_secs(1);
/// Nonce, secret and tag: what the first master key wrapped stands without an id.
const WRAPPED_BYTES: usize = NONCE_BYTES + 32 + 16;
const ID_BYTES: usize = 4;

/// Master keys, and wrapping keys of the epochs met so far: a link of the chain costs as many steps as epochs have passed.
pub(crate) struct HeldKeys(Mutex<Held>);

struct Held {
    keys: Arc<MasterKey>,
    read_at: Instant,
    /// When a key was looked for in the file and not found.
    missed_at: Option<Instant>,
    wrapping: HashMap<(u32, i32), Arc<Zeroizing<[u8; 32]>>>,
}

impl HeldKeys {
    pub(crate) fn new(keys: MasterKey) -> Self {
        Self(Mutex::new(Held {
            keys: Arc::new(keys),
            read_at: Instant::now(),
            missed_at: None,
            wrapping: HashMap::new(),
        }))
    }

    pub(crate) fn keys(&self) -> Arc<MasterKey> {
        Arc::clone(&self.held().keys)
    }

    /// Reads the file again, where they came from one.
    pub(crate) fn read_again(&self) -> Result<()> {
        self.held().read_again()
    }

    pub(crate) fn wrap(&self, key: &SubjectKey, subject: &str) -> Result<(i32, Vec<u8>)> {
        let mut held = self.held();
        if held.read_at.elapsed() > Duration::from_secs(KEYS_READ_AGAIN_S) {
            // A file that cannot be read now was read before: what is held goes on.
            let _ = held.read_again();
        }
        let epoch = epoch_at(SystemTime::now());
        let id = held.keys.current();
        let wrapped = key.wrap(&*held.wrapping(id, epoch)?, subject);
        let named = if id == FIRST_ID { wrapped } else { [&id.to_be_bytes()[..], &wrapped].concat() };
        Ok((epoch, named))
    }

    pub(crate) fn unwrap(&self, epoch: i32, key_id: Uuid, subject: &str, wrapped: &[u8]) -> Result<SubjectKey> {
        let (id, wrapped) = wrapped_by(wrapped);
        let wrapping = self.held().wrapping(id, epoch)?;
        SubjectKey::unwrap(&wrapping, key_id, subject, wrapped)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // A panic elsewhere leaves what is held whole: it changes in one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn read_again(&mut self) -> Result<()> {
        self.read_at = Instant::now();
        let Some(path) = self.keys.file() else { return Ok(()) };
        let read = MasterKey::open(path)?;
        // Another installation's keys open nothing here.
        if !read.follows(&self.keys) {
            return Err(Error::MasterKeyForm);
        }
        // What was retired is forgotten here too.
        let ids = read.ids();
        self.wrapping.retain(|(id, _), _| ids.contains(id));
        self.keys = Arc::new(read);
        Ok(())
    }

    fn wrapping(&mut self, id: u32, epoch: i32) -> Result<Arc<Zeroizing<[u8; 32]>>> {
        if let Some(key) = self.wrapping.get(&(id, epoch)) {
            return Ok(Arc::clone(key));
        }
        let holds = |held: &Self| held.keys.ids().contains(&id);
        if !holds(self) && self.missed_at.is_none_or(|missed| missed.elapsed() > LOOKED_FOR_AGAIN) {
            self.read_again()?;
            self.missed_at = (!holds(self)).then(Instant::now);
        }
        let key = Arc::new(self.keys.wrapping_key(id, epoch)?);
        self.wrapping.insert((id, epoch), Arc::clone(&key));
        Ok(key)
    }
}

/// By which master key something was wrapped, and what was wrapped.
pub(crate) fn wrapped_by(wrapped: &[u8]) -> (u32, &[u8]) {
    match wrapped.split_first_chunk::<ID_BYTES>() {
        Some((id, rest)) if rest.len() == WRAPPED_BYTES => (u32::from_be_bytes(*id), rest),
        _ => (FIRST_ID, wrapped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_key_wrapped_bears_its_id_and_the_first_ones_bears_none() {
        let first = MasterKey::from_hex(&"5a".repeat(32)).unwrap();
        let both = first.with_new_key().unwrap().with_current(2).unwrap();
        let (old, new) = (HeldKeys::new(first), HeldKeys::new(both));
        let key = SubjectKey::random();
        let (epoch, by_first) = old.wrap(&key, "case:a").unwrap();
        let (_, by_second) = new.wrap(&key, "case:a").unwrap();
        assert_eq!((by_first.len(), by_second.len()), (WRAPPED_BYTES, WRAPPED_BYTES + ID_BYTES));
        assert_eq!((wrapped_by(&by_first).0, wrapped_by(&by_second).0), (1, 2));
        for wrapped in [&by_first, &by_second] {
            assert_eq!(new.unwrap(epoch, key.key_id, "case:a", wrapped).unwrap().secret, key.secret);
        }
        assert!(old.unwrap(epoch, key.key_id, "case:a", &by_first).is_ok());
        let unknown = old.unwrap(epoch, key.key_id, "case:a", &by_second);
        assert!(matches!(unknown, Err(Error::MasterKeyUnknown(2))), "{unknown:?}");
    }

    #[test]
    fn a_file_that_changed_is_read_again_and_another_installations_is_not_taken() {
        let folder = std::env::temp_dir().join(format!("wenze-vault-held-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("master.key");
        let _ = std::fs::remove_file(&path);
        let first = MasterKey::open_or_create(&path).unwrap();
        let held = HeldKeys::new(first.clone());
        first.with_new_key().unwrap().with_current(2).unwrap().replace(&path).unwrap();
        assert_eq!(held.keys().current(), 1);
        held.read_again().unwrap();
        assert_eq!((held.keys().ids(), held.keys().current()), (vec![1, 2], 2));
        std::fs::remove_file(&path).unwrap();
        MasterKey::open_or_create(&path).unwrap();
        assert!(held.read_again().is_err());
        assert_eq!(held.keys().ids(), [1, 2], "what is held goes on");
    }
}
