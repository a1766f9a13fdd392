//! One master key takes the place of another while nodes open and seal, is interrupted, goes on, and the old one is let go.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sqlx::PgPool;
use uuid::Uuid;
use wenze_ledger::{Answer, Ledger};
use wenze_vault::{
    DraftKept, Error, MasterKey, NewDraft, Opened, PartRef, REWRAP_BATCH_KEYS, Vault, WrappedBy, erase_subject, retire,
    rewrap, rewrap_batch,
};

use crate::{append, seal, setting};

/// Subjects with a key each before the rotation begins.
const SUBJECTS: usize = 60;
/// Keys wrapped in one step of these rotations.
const STEP_KEYS: i64 = 10;

/// A key file of a test.
struct KeyFile(PathBuf);

impl KeyFile {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("wenze-rotation-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("master.key");
        let _ = std::fs::remove_file(&path);
        MasterKey::open_or_create(&path).unwrap();
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }

    /// A node that reads the file now.
    fn node(&self, pool: &PgPool) -> Vault {
        Vault::open(pool.clone(), 1, MasterKey::open(&self.0).unwrap())
    }

    /// Adds a key and makes it current.
    fn turn(&self) {
        let keys = MasterKey::open(&self.0).unwrap().with_new_key().unwrap();
        let newest = *keys.ids().last().unwrap();
        keys.with_current(newest).unwrap().replace(&self.0).unwrap();
    }
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        let _ = self.0.parent().map(std::fs::remove_dir_all);
    }
}

/// Records a text of a new subject.
async fn record(ledger: &Ledger, vault: &Vault, subject: &str) -> Uuid {
    let event_id = Uuid::now_v7();
    let sealed = seal(&vault.sealer(), event_id, &[(subject, subject)]).await;
    let answer = append(ledger, event_id, &sealed).await;
    assert!(matches!(answer, Answer::Appended { .. }), "{answer:?}");
    event_id
}

async fn opens(vault: &Vault, event_id: Uuid) -> bool {
    let part = PartRef { event_id, part_no: 1, commit: None };
    matches!(vault.open_many(&[part]).await.unwrap()[&(event_id, 1)], Opened::Text(_))
}

async fn wrapped(vault: &Vault) -> Vec<(i32, i64)> {
    vault.wrapped_by().await.unwrap().into_iter().map(|WrappedBy { master, keys }| (master, keys)).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nodes_read_and_record_while_it_rotates_and_it_goes_on_where_it_was_killed(owner: PgPool) {
    let setting = setting(owner).await;
    let (ledger, pool) = (setting.ledger.clone(), setting.ledger.pool().clone());
    let file = KeyFile::new("live");
    let (reader, writer) = (file.node(&pool), file.node(&pool));
    let mut events = Vec::new();
    for number in 0..SUBJECTS {
        events.push(record(&ledger, &writer, &format!("case:{number}")).await);
    }
    assert_eq!(wrapped(&reader).await, [(1, 60)]);
    file.turn();
    let operator = file.node(&pool);

    // Somebody reads and somebody records, all the time.
    let (ended, read) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let reading = tokio::spawn({
        let (reader, events, ended, read) = (reader.clone(), events.clone(), Arc::clone(&ended), Arc::clone(&read));
        async move {
            for event in events.iter().cycle() {
                assert!(opens(&reader, *event).await);
                read.fetch_add(1, Ordering::Relaxed);
                if ended.load(Ordering::Relaxed) {
                    return;
                }
            }
        }
    });
    let recording = tokio::spawn({
        let (ledger, writer, ended) = (ledger.clone(), writer.clone(), Arc::clone(&ended));
        async move {
            let mut recorded = Vec::new();
            while !ended.load(Ordering::Relaxed) {
                recorded.push(record(&ledger, &writer, &format!("case:new-{}", recorded.len())).await);
            }
            recorded
        }
    });

    // The rotation is killed after some steps: what it did stands.
    let (begun, mut begins) = tokio::sync::oneshot::channel();
    let killed = tokio::spawn({
        let (operator, owner) = (operator.clone(), setting.owner.clone());
        async move {
            let mut connection = owner.acquire().await.unwrap();
            let (mut after, mut begun) = (Uuid::nil(), Some(begun));
            while let Some(step) = rewrap_batch(&operator, &mut connection, after, STEP_KEYS).await.unwrap() {
                after = step.last;
                begun.take().map(|begun| begun.send(()));
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    });
    (&mut begins).await.unwrap();
    killed.abort();
    assert!(killed.await.unwrap_err().is_cancelled());
    let halfway = wrapped(&operator).await;
    assert!(halfway.len() == 2 && halfway.iter().all(|(_, keys)| *keys > 0), "{halfway:?}");
    let mut connection = setting.owner.acquire().await.unwrap();
    assert!(retire(&mut connection, 1, 1).await.unwrap() > 0, "it still wraps");

    // Resumed, it wraps the rest; the writer reads the file again, and nothing is left.
    let done = rewrap(&operator, &mut connection, |_| ()).await.unwrap();
    assert!(done > 0 && done < i64::try_from(SUBJECTS).unwrap() + 10_000, "{done}");
    writer.read_keys_again().unwrap();
    assert_eq!(writer.master_keys().current(), 2);
    ended.store(true, Ordering::Relaxed);
    reading.await.unwrap();
    let recorded = recording.await.unwrap();
    assert!(read.load(Ordering::Relaxed) > 0 && !recorded.is_empty());
    rewrap(&operator, &mut connection, |_| ()).await.unwrap();
    let all = i64::try_from(SUBJECTS + recorded.len()).unwrap();
    assert_eq!(wrapped(&operator).await, [(2, all)]);
    for event in events.iter().chain(&recorded) {
        assert!(opens(&reader, *event).await && opens(&writer, *event).await);
    }
    assert_eq!(rewrap_batch(&operator, &mut connection, Uuid::nil(), REWRAP_BATCH_KEYS).await.unwrap(), None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_draft_is_wrapped_anew_before_its_key_is_let_go(owner: PgPool) {
    let setting = setting(owner).await;
    let pool = setting.ledger.pool().clone();
    let file = KeyFile::new("drafts");
    let (node, author) = (file.node(&pool), Uuid::now_v7());
    let draft = |form_key| NewDraft { author, form_key, form: "/cases/new", case: None, text: "反映收受礼金" };
    for form_key in ["a", "b", "c"] {
        assert!(matches!(node.keep_draft(draft(form_key)).await.unwrap(), DraftKept::Done(_)));
    }
    assert_eq!(wrapped(&node).await, [(1, 3)]);
    file.turn();
    let (operator, mut connection) = (file.node(&pool), setting.owner.acquire().await.unwrap());
    assert_eq!(retire(&mut connection, 1, 1).await.unwrap(), 3, "it still wraps drafts");
    assert_eq!(rewrap(&operator, &mut connection, |_| ()).await.unwrap(), 3);
    assert_eq!(retire(&mut connection, 1, 1).await.unwrap(), 0);
    MasterKey::open(file.path()).unwrap().without(1).unwrap().replace(file.path()).unwrap();
    let kept = file.node(&pool).open_draft(author, "b").await.unwrap().unwrap();
    assert_eq!(kept.text.as_str(), "反映收受礼金");
    let stale = Vault::open(pool, 1, MasterKey::from_text(&"5a".repeat(32)).unwrap());
    assert!(stale.keep_draft(draft("d")).await.is_err(), "nobody could open it");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_retired_key_wraps_nothing_more_and_opens_nothing_of_a_backup(owner: PgPool) {
    let setting = setting(owner).await;
    let pool = setting.ledger.pool().clone();
    let file = KeyFile::new("retired");
    let before = MasterKey::open(file.path()).unwrap();
    let node = file.node(&pool);
    let (kept, gone) = (record(&setting.ledger, &node, "case:a").await, record(&setting.ledger, &node, "case:b").await);
    let backup: Vec<u8> = sqlx::query_scalar("select wrapped from vault.subject_key where subject = 'case:b'")
        .fetch_one(&setting.owner)
        .await
        .unwrap();
    let mut connection = setting.owner.acquire().await.unwrap();
    erase_subject(&mut connection, 1, "case:b").await.unwrap();
    file.turn();
    let operator = file.node(&pool);
    assert_eq!(rewrap(&operator, &mut connection, |_| ()).await.unwrap(), 1, "what was destroyed is not wrapped anew");
    assert_eq!(retire(&mut connection, 1, 1).await.unwrap(), 0);
    MasterKey::open(file.path()).unwrap().without(1).unwrap().replace(file.path()).unwrap();

    // A node whose key file is out of date can bring nothing that nobody could open.
    let stale = Vault::open(pool.clone(), 1, MasterKey::from_text(&"5a".repeat(32)).unwrap());
    let event_id = Uuid::now_v7();
    let sealed = seal(&stale.sealer(), event_id, &[("case:c", "丙")]).await;
    assert!(crate::try_append(&setting.ledger, event_id, &sealed).await.is_err());
    assert!(opens(&node, kept).await, "a node in service finds the new key in the file");
    assert!(!opens(&node, gone).await);

    // The key that a backup holds is opened by nobody any more.
    sqlx::raw_sql("alter table vault.subject_key disable trigger all").execute(&setting.owner).await.unwrap();
    sqlx::query("update vault.subject_key set wrapped = $1, destroyed_at = null where subject = 'case:b'")
        .bind(backup)
        .execute(&setting.owner)
        .await
        .unwrap();
    let part = PartRef { event_id: gone, part_no: 1, commit: None };
    let restored = file.node(&pool).open_many(&[part]).await;
    assert!(matches!(restored, Err(Error::MasterKeyUnknown(1))), "{restored:?}");
    let with_the_old = Vault::open(pool, 1, before).open_many(&[part]).await.unwrap();
    assert!(matches!(with_the_old[&(gone, 1)], Opened::Text(_)), "which is why the old key must be destroyed too");
}
