//! Sealing the private parts of a command before it is queued.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::part;
use crate::subject_key::SubjectKey;
use crate::{Result, Vault};

/// Subjects whose keys are remembered.
const CACHE_SUBJECTS_MAX: usize = 10_000;
/// How long a key is remembered: an erasure by another process leaves no copy in this one beyond it.
const CACHE_AGE_S_MAX: u64 = 300;

/// A private text and where it belongs.
#[derive(Clone, Copy)]
pub struct ToSeal<'a> {
    /// The event.
    pub event_id: Uuid,
    /// The part, from 1.
    pub part_no: i16,
    /// Whose data it is.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
}

/// A part ready to be stored with its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPart {
    /// The event.
    pub event_id: Uuid,
    /// The part.
    pub part_no: i16,
    /// Whose data it is.
    pub subject: String,
    /// The key that sealed it.
    pub key_id: Uuid,
    /// `nonce ‖ XChaCha20-Poly1305(salt ‖ padded text)`.
    pub ciphertext: Vec<u8>,
    /// What the event's content says of it.
    pub commit: [u8; 32],
}

/// A subject key that does not stand in the vault yet: it must go in with the command whose parts it sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshKey {
    /// Its id.
    pub key_id: Uuid,
    /// Whose key it is.
    pub subject: String,
    /// The epoch it was wrapped in.
    pub epoch: i32,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}

/// What sealing the parts of one command gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sealed {
    /// One per text, in the order given.
    pub parts: Vec<SealedPart>,
    /// Keys of subjects that had none.
    pub keys: Vec<FreshKey>,
}

/// Seals under the newest live key of each subject. Cheap to clone; clones share the cache.
#[derive(Clone)]
pub struct Sealer {
    vault: Vault,
    cache: Arc<Mutex<HashMap<String, (SubjectKey, Instant)>>>,
}

impl Sealer {
    pub(crate) fn new(vault: Vault) -> Self {
        Self { vault, cache: Arc::default() }
    }

    /// Seals all private texts of one command; keys not remembered are looked up with one query.
    ///
    /// A subject without a key gets a fresh one, which is not remembered: two commands may each bring one, and both
    /// stay valid. After the log answered that a key is destroyed, [`Sealer::forget`] it and seal again.
    pub async fn seal(&self, texts: &[ToSeal<'_>]) -> Result<Sealed> {
        let mut keys = self.known(texts.iter().map(|text| text.subject).collect()).await?;
        let mut sealed = Sealed::default();
        for text in texts {
            if !keys.contains_key(text.subject) {
                let (key, fresh) = self.fresh(text.subject)?;
                sealed.keys.push(fresh);
                keys.insert(text.subject, key);
            }
            let key = &keys[text.subject];
            let bytes = part::seal(&key.secret, text.event_id, text.part_no, text.text)?;
            sealed.parts.push(SealedPart {
                event_id: text.event_id,
                part_no: text.part_no,
                subject: text.subject.to_owned(),
                key_id: key.key_id,
                ciphertext: bytes.ciphertext,
                commit: bytes.commit,
            });
        }
        Ok(sealed)
    }

    /// Forgets a key that the log says is destroyed.
    pub fn forget(&self, key_id: Uuid) {
        self.cached(|cache| cache.retain(|_, (key, _)| key.key_id != key_id));
    }

    /// Forgets the key of a subject, because it was destroyed.
    pub fn forget_subject(&self, subject: &str) {
        self.cached(|cache| drop(cache.remove(subject)));
    }

    /// The newest live key of a subject, or a fresh one that must go in with what it seals.
    pub(crate) async fn key_of(&self, subject: &str) -> Result<(SubjectKey, Option<FreshKey>)> {
        match self.known(HashSet::from([subject])).await?.remove(subject) {
            Some(key) => Ok((key, None)),
            None => self.fresh(subject).map(|(key, fresh)| (key, Some(fresh))),
        }
    }

    async fn known<'a>(&self, subjects: HashSet<&'a str>) -> Result<HashMap<&'a str, SubjectKey>> {
        let mut keys = HashMap::new();
        self.cached(|cache| {
            for subject in &subjects {
                match cache.get(*subject) {
                    Some((key, read)) if read.elapsed() < Duration::from_secs(CACHE_AGE_S_MAX) => {
                        keys.insert(*subject, key.clone());
                    }
                    Some(_) => drop(cache.remove(*subject)),
                    None => {}
                }
            }
        });
        let unknown: Vec<String> =
            subjects.iter().filter(|subject| !keys.contains_key(**subject)).map(ToString::to_string).collect();
        if unknown.is_empty() {
            return Ok(keys);
        }
        let rows =
            sqlx::query_file!("sql/live_keys.sql", self.vault.log_id(), &unknown).fetch_all(self.vault.pool()).await?;
        for row in rows {
            let key = self.vault.unwrap(row.epoch, row.key_id, &row.subject, &row.wrapped)?;
            if let Some(subject) = subjects.get(row.subject.as_str()) {
                keys.insert(*subject, key.clone());
            }
            self.cached(|cache| {
                if cache.len() >= CACHE_SUBJECTS_MAX {
                    // Those that are too old go; where none is, all do.
                    cache.retain(|_, (_, read)| read.elapsed() < Duration::from_secs(CACHE_AGE_S_MAX));
                    if cache.len() >= CACHE_SUBJECTS_MAX {
                        cache.clear();
                    }
                }
                cache.insert(row.subject, (key, Instant::now()));
            });
        }
        Ok(keys)
    }

    fn fresh(&self, subject: &str) -> Result<(SubjectKey, FreshKey)> {
        let key = SubjectKey::random();
        let (epoch, wrapped) = self.vault.wrap(&key, subject)?;
        let fresh = FreshKey { key_id: key.key_id, subject: subject.to_owned(), epoch, wrapped };
        Ok((key, fresh))
    }

    fn cached<T>(&self, use_it: impl FnOnce(&mut HashMap<String, (SubjectKey, Instant)>) -> T) -> T {
        // A panic elsewhere leaves the map whole: every change of it is one call.
        use_it(&mut self.cache.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sealer").field("vault", &self.vault).finish_non_exhaustive()
    }
}

impl fmt::Debug for ToSeal<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("ToSeal");
        debug.field("event_id", &self.event_id).field("part_no", &self.part_no).finish_non_exhaustive()
    }
}
