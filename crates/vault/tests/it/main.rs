//! What the vault promises, told against a real Postgres, through the log that stores its parts.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod drafts;
mod files;
mod rotation;

use std::collections::HashMap;

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_ledger::{Answer, Bounds, Command, Derived, Ledger, LogId, NewEvent, NewKey, NewPart, Stream, Write};
use wenze_vault::{Error, MasterKey, Opened, PartRef, Sealed, Sealer, ToSeal, Vault, erase_parts, erase_subject};

struct Setting {
    owner: PgPool,
    ledger: Ledger,
    vault: Vault,
    sealer: Sealer,
}

fn master(root: &str) -> MasterKey {
    MasterKey::from_hex(&root.repeat(32)).unwrap()
}

async fn setting(owner: PgPool) -> Setting {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let options = (*owner.connect_options()).clone().username("wenze_app").password(&password);
    let app = PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    let ledger = Ledger::connect(app.clone(), LogId(1), "test", Bounds::default()).await.unwrap();
    let vault = Vault::open(app, 1, master("5a"));
    Setting { owner, ledger, sealer: vault.sealer(), vault }
}

/// Appends one event that holds the sealed parts, as casework would.
async fn append(ledger: &Ledger, event_id: Uuid, sealed: &Sealed) -> Answer {
    try_append(ledger, event_id, sealed).await.unwrap()
}

async fn try_append(ledger: &Ledger, event_id: Uuid, sealed: &Sealed) -> Result<Answer, wenze_ledger::Error> {
    let parts = sealed.parts.iter().cloned().map(|part| NewPart {
        part_no: part.part_no,
        subject: part.subject,
        key_id: part.key_id,
        ciphertext: part.ciphertext,
    });
    let keys = sealed.keys.iter().cloned().map(|key| NewKey {
        key_id: key.key_id,
        subject: key.subject,
        epoch: key.epoch,
        wrapped: key.wrapped,
    });
    let event = NewEvent {
        event_id,
        kind: "ReportReceived".into(),
        schema_version: 1,
        content: b"{}".to_vec(),
        derived: Derived { entered_from: "system".into(), ..Derived::default() },
        parts: parts.collect(),
    };
    let write = Write {
        stream: Stream { kind: "case".into(), id: Uuid::from_u128(1) },
        expected: None,
        events: vec![event],
        take: Vec::new(),
        release: Vec::new(),
    };
    let command =
        Command { command_id: Uuid::new_v4(), request_hash: [1; 32], writes: vec![write], keys: keys.collect() };
    ledger.append(command).await
}

impl Setting {
    async fn store(&self, texts: &[(&str, &str)]) -> (Uuid, Sealed) {
        let event_id = Uuid::now_v7();
        let sealed = seal(&self.sealer, event_id, texts).await;
        let answer = append(&self.ledger, event_id, &sealed).await;
        assert!(matches!(answer, Answer::Appended { .. }), "{answer:?}");
        (event_id, sealed)
    }

    async fn open(&self, event_id: Uuid, parts: i16) -> HashMap<(Uuid, i16), Opened> {
        let refs: Vec<_> = (1..=parts).map(|part_no| PartRef { event_id, part_no, commit: None }).collect();
        self.vault.open_many(&refs).await.unwrap()
    }
}

async fn seal(sealer: &Sealer, event_id: Uuid, texts: &[(&str, &str)]) -> Sealed {
    let texts: Vec<_> =
        (1..).zip(texts).map(|(part_no, (subject, text))| ToSeal { event_id, part_no, subject, text }).collect();
    sealer.seal(&texts).await.unwrap()
}

fn text(opened: &Opened) -> &str {
    match opened {
        Opened::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_stored_opens_with_its_commitment(owner: PgPool) {
    let setting = setting(owner).await;
    let (event_id, sealed) =
        setting.store(&[("case:a", "举报人称其收受礼金"), ("person:b", "张某"), ("case:a", "")]).await;
    assert_eq!(sealed.keys.len(), 2, "one key per subject");
    let mut refs: Vec<_> = sealed
        .parts
        .iter()
        .map(|part| PartRef { event_id, part_no: part.part_no, commit: Some(part.commit) })
        .collect();
    refs.push(PartRef { event_id, part_no: 9, commit: None });
    let opened = setting.vault.open_many(&refs).await.unwrap();
    assert_eq!(text(&opened[&(event_id, 1)]), "举报人称其收受礼金");
    assert_eq!(text(&opened[&(event_id, 2)]), "张某");
    assert_eq!(text(&opened[&(event_id, 3)]), "");
    assert_eq!(opened[&(event_id, 9)], Opened::Missing);
    assert!(!format!("{opened:?}{sealed:?}{:?}", setting.sealer).contains("张某"));
    refs[0].commit = Some([0; 32]);
    assert!(matches!(setting.vault.open_many(&refs).await, Err(Error::Tampered { part_no: 1, .. })));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_subjects_key_is_used_again_and_two_first_ones_are_both_good(owner: PgPool) {
    let setting = setting(owner).await;
    let other = setting.vault.sealer();
    let ids = [Uuid::now_v7(), Uuid::now_v7()];
    let race =
        [seal(&setting.sealer, ids[0], &[("case:a", "一")]).await, seal(&other, ids[1], &[("case:a", "二")]).await];
    for (event_id, sealed) in ids.into_iter().zip(&race) {
        assert!(matches!(append(&setting.ledger, event_id, sealed).await, Answer::Appended { .. }));
    }
    let (third, sealed) = setting.store(&[("case:a", "三")]).await;
    assert!(sealed.keys.is_empty());
    for (event_id, expected) in [(ids[0], "一"), (ids[1], "二"), (third, "三")] {
        assert_eq!(text(&setting.open(event_id, 1).await[&(event_id, 1)]), expected);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn erasing_a_subject_takes_its_texts_and_leaves_the_others(owner: PgPool) {
    let setting = setting(owner).await;
    let (event_id, _) = setting.store(&[("case:a", "案情"), ("person:b", "张某")]).await;
    setting.store(&[("person:b", "张某")]).await;
    let mut connection = setting.owner.acquire().await.unwrap();
    let erased = erase_subject(&mut connection, 1, "person:b").await.unwrap();
    assert_eq!((erased.keys_destroyed, erased.parts_erased), (1, 0));
    let opened = setting.open(event_id, 2).await;
    assert_eq!(text(&opened[&(event_id, 1)]), "案情");
    assert_eq!(opened[&(event_id, 2)], Opened::Erased);

    // The sealer still remembers the key; the log refuses it, and after forgetting a new one is made.
    let again = Uuid::now_v7();
    let stale = seal(&setting.sealer, again, &[("person:b", "李某")]).await;
    let Answer::KeyDestroyed { key_id } = append(&setting.ledger, again, &stale).await else { panic!() };
    setting.sealer.forget(key_id);
    let (fresh_event, sealed) = setting.store(&[("person:b", "李某")]).await;
    assert_eq!(sealed.keys.len(), 1);
    assert_eq!(text(&setting.open(fresh_event, 1).await[&(fresh_event, 1)]), "李某");
    let health = setting.vault.check(|_| {}).await.unwrap();
    assert_eq!((health.open, health.erased, health.faults_total), (2, 2, 0));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn erasing_one_part_leaves_its_subject(owner: PgPool) {
    let setting = setting(owner).await;
    let (event_id, _) = setting.store(&[("case:a", "一"), ("case:a", "二")]).await;
    let mut connection = setting.owner.acquire().await.unwrap();
    let erased = erase_parts(&mut connection, 1, &[(event_id, 2), (event_id, 7)]).await.unwrap();
    assert_eq!((erased.keys_destroyed, erased.parts_erased), (0, 1));
    let opened = setting.open(event_id, 2).await;
    assert_eq!(text(&opened[&(event_id, 1)]), "一");
    assert_eq!(opened[&(event_id, 2)], Opened::Erased);
    let app = setting.ledger.pool();
    let refused = erase_subject(&mut app.acquire().await.unwrap(), 1, "case:a").await;
    assert!(refused.is_err(), "the application itself may not erase");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn changed_swapped_and_foreign_parts_do_not_open(owner: PgPool) {
    let setting = setting(owner).await;
    let (event_id, _) = setting.store(&[("case:a", "一"), ("case:a", "二")]).await;
    let stranger = Vault::open(setting.ledger.pool().clone(), 1, master("5b"));
    let refs = [PartRef { event_id, part_no: 1, commit: None }];
    assert!(matches!(stranger.open_many(&refs).await, Err(Error::Unwrap(_))));
    assert!(matches!(
        stranger.sealer().seal(&[ToSeal { event_id, part_no: 1, subject: "case:a", text: "x" }]).await,
        Err(Error::Unwrap(_))
    ));
    sqlx::raw_sql(
        "update vault.part a set ciphertext = b.ciphertext from vault.part b where a.event_id = b.event_id and a.part_no = 1 and b.part_no = 2",
    )
    .execute(&setting.owner)
    .await
    .unwrap();
    assert!(matches!(setting.vault.open_many(&refs).await, Err(Error::Tampered { part_no: 1, .. })));
    let health = setting.vault.check(|_| {}).await.unwrap();
    assert_eq!((health.open, health.faults), (1, vec![(event_id, 1)]));
}
