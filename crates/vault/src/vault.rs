//! Opening and checking what the database holds.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use sqlx::PgPool;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::held::HeldKeys;
use crate::part;
use crate::subject_key::SubjectKey;
use crate::{MasterKey, Result, Sealer};

/// Parts read at once by [`Vault::check`].
const PAGE_PARTS: i64 = 500;
/// Faults listed by [`Vault::check`]; the rest are only counted.
const FAULTS_MAX: usize = 1_000;

/// The private parts of one log. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

struct Inner {
    pool: PgPool,
    log_id: i16,
    held: HeldKeys,
}

/// Which part to open, and the commitment its event holds, if it is at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartRef {
    /// The event.
    pub event_id: Uuid,
    /// The part.
    pub part_no: i16,
    /// What the text must match.
    pub commit: Option<[u8; 32]>,
}

/// What became of a part that was asked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Opened {
    /// The text, wiped when dropped.
    Text(Zeroizing<String>),
    /// It was erased, or its subject's key was.
    Erased,
    /// There never was such a part.
    Missing,
}

/// What a check of every part found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// Parts that open.
    pub open: u64,
    /// Parts that were erased.
    pub erased: u64,
    /// Parts that do not open, at most 1,000.
    pub faults: Vec<(Uuid, i16)>,
    /// How many there are in all.
    pub faults_total: u64,
}

#[derive(Debug)]
struct Row {
    event_id: Uuid,
    part_no: i16,
    subject: String,
    key_id: Uuid,
    ciphertext: Option<Vec<u8>>,
    epoch: Option<i32>,
    wrapped: Option<Vec<u8>>,
}

impl Vault {
    /// The vault of a log, through a pool of the application's role.
    pub fn open(pool: PgPool, log_id: i16, master: MasterKey) -> Self {
        Self { inner: Arc::new(Inner { pool, log_id, held: HeldKeys::new(master) }) }
    }

    /// Seals parts for this log; one per process, so that its cache is shared.
    pub fn sealer(&self) -> Sealer {
        Sealer::new(self.clone())
    }

    /// Keyed digest of a request, see [`MasterKey::request_mac`].
    pub fn request_mac(&self, request: &[u8]) -> [u8; 32] {
        self.inner.held.keys().request_mac(request)
    }

    /// Keyed digest of an identity number, see [`MasterKey::identity_mac`].
    pub fn identity_mac(&self, number: &[u8]) -> [u8; 32] {
        self.inner.held.keys().identity_mac(number)
    }

    /// Opens many parts with two queries, one for parts and one for their keys: a key that was destroyed between them makes its parts
    /// erased ones. A part that was tampered with is an error of the whole call: nothing that cannot be proved is shown beside what can.
    pub async fn open_many(&self, parts: &[PartRef]) -> Result<HashMap<(Uuid, i16), Opened>> {
        let event_ids: HashSet<Uuid> = parts.iter().map(|part| part.event_id).collect();
        let event_ids: Vec<Uuid> = event_ids.into_iter().collect();
        let mut opened: HashMap<_, _> =
            parts.iter().map(|part| ((part.event_id, part.part_no), Opened::Missing)).collect();
        if parts.is_empty() {
            return Ok(opened);
        }
        let commits: HashMap<_, _> = parts.iter().map(|part| ((part.event_id, part.part_no), part.commit)).collect();
        let mut found =
            sqlx::query_file!("sql/open_many.sql", self.inner.log_id, &event_ids).fetch_all(&self.inner.pool).await?;
        // Beside what was asked for stand other parts of the same events, which nobody opens.
        found.retain(|row| commits.contains_key(&(row.event_id, row.part_no)));
        let wrapped = self.wrapped(found.iter().map(|row| row.key_id).collect()).await?;
        let mut keys = HashMap::new();
        for row in found {
            let place = (row.event_id, row.part_no);
            let commit = commits.get(&place).copied().flatten();
            let (epoch, wrapped) = wrapped.get(&row.key_id).cloned().unzip();
            let (subject, key_id, ciphertext) = (row.subject, row.key_id, row.ciphertext);
            let (event_id, part_no) = place;
            let row = Row { event_id, part_no, subject, key_id, ciphertext, epoch, wrapped: wrapped.flatten() };
            opened.insert(place, self.open_row(&mut keys, &row, commit.as_ref())?);
        }
        Ok(opened)
    }

    /// Keys as they are stored: their epoch, and themselves wrapped unless they were destroyed.
    async fn wrapped(&self, keys: HashSet<Uuid>) -> Result<HashMap<Uuid, (i32, Option<Vec<u8>>)>> {
        let keys: Vec<Uuid> = keys.into_iter().collect();
        let rows = sqlx::query_file!("sql/keys.sql", self.inner.log_id, &keys).fetch_all(&self.inner.pool).await?;
        Ok(rows.into_iter().map(|row| (row.key_id, (row.epoch, row.wrapped))).collect())
    }

    /// Opens every part of the log, page by page, and lists those that do not open.
    pub async fn check(&self, mut progress: impl FnMut(u64)) -> Result<Health> {
        let mut health = Health::default();
        let mut after = (Uuid::nil(), 0);
        loop {
            let rows = sqlx::query_file_as!(Row, "sql/parts_page.sql", self.inner.log_id, after.0, after.1, PAGE_PARTS)
                .fetch_all(&self.inner.pool)
                .await?;
            let Some(last) = rows.last() else { return Ok(health) };
            after = (last.event_id, last.part_no);
            let mut keys = HashMap::new();
            for row in &rows {
                match self.open_row(&mut keys, row, None) {
                    Ok(Opened::Text(_)) => health.open += 1,
                    Ok(Opened::Erased) => health.erased += 1,
                    Ok(Opened::Missing) | Err(_) => {
                        health.faults_total += 1;
                        if health.faults.len() < FAULTS_MAX {
                            health.faults.push((row.event_id, row.part_no));
                        }
                    }
                }
            }
            progress(health.open + health.erased + health.faults_total);
        }
    }

    fn open_row(&self, keys: &mut HashMap<Uuid, SubjectKey>, row: &Row, commit: Option<&[u8; 32]>) -> Result<Opened> {
        let Some(epoch) = row.epoch else { return Ok(Opened::Missing) };
        let (Some(ciphertext), Some(wrapped)) = (&row.ciphertext, &row.wrapped) else { return Ok(Opened::Erased) };
        let key = match keys.get(&row.key_id) {
            Some(key) => key,
            None => keys.entry(row.key_id).or_insert(self.unwrap(epoch, row.key_id, &row.subject, wrapped)?),
        };
        part::open(&key.secret, row.event_id, row.part_no, ciphertext, commit).map(Opened::Text)
    }

    /// The master keys as they are held now. They are read again from their file when one is met that is not held.
    pub fn master_keys(&self) -> Arc<MasterKey> {
        self.inner.held.keys()
    }

    pub(crate) fn held(&self) -> &HeldKeys {
        &self.inner.held
    }

    pub(crate) fn unwrap(&self, epoch: i32, key_id: Uuid, subject: &str, wrapped: &[u8]) -> Result<SubjectKey> {
        self.inner.held.unwrap(epoch, key_id, subject, wrapped)
    }

    pub(crate) fn wrap(&self, key: &SubjectKey, subject: &str) -> Result<(i32, Vec<u8>)> {
        self.inner.held.wrap(key, subject)
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.inner.pool
    }

    pub(crate) fn log_id(&self) -> i16 {
        self.inner.log_id
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Vault").field("log_id", &self.log_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Erased => "Erased",
            Self::Missing => "Missing",
        })
    }
}
