//! Drafts: sealed for their author, bounded, passed on without being opened, and gone when their time is over.

use sqlx::PgPool;
use uuid::Uuid;
use wenze_vault::{DRAFT_BYTES_MAX, DRAFTS_PER_PERSON_MAX, DraftKept, NewDraft};

use crate::setting;

fn draft<'a>(author: Uuid, form_key: &'a str, text: &'a str) -> NewDraft<'a> {
    NewDraft { author, form_key, form: "/cases/new", case: None, text }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_draft_opens_for_its_author_and_for_whoever_it_was_passed_to(owner: PgPool) {
    let vault = setting(owner.clone()).await.vault;
    let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
    assert!(matches!(vault.keep_draft(draft(one, "k", "甲")).await.unwrap(), DraftKept::Done(_)));
    assert!(matches!(vault.keep_draft(draft(one, "k", "乙")).await.unwrap(), DraftKept::Done(_)));
    assert_eq!(vault.drafts_of(one).await.unwrap().len(), 1, "saved again, it is the same");
    assert_eq!(vault.open_draft(one, "k").await.unwrap().unwrap().text.as_str(), "乙");
    assert!(vault.open_draft(two, "k").await.unwrap().is_none());
    // Whoever writes himself into the table cannot open it.
    let stolen = "insert into vault.draft select log_id, $1, form_key, form, case_id, key_id, epoch, wrapped, ciphertext from vault.draft";
    sqlx::query(stolen).bind(Uuid::nil()).execute(&owner).await.unwrap();
    assert!(vault.open_draft(Uuid::nil(), "k").await.is_err());
    assert!(vault.pass_draft(one, "k", two).await.unwrap());
    assert!(vault.open_draft(one, "k").await.unwrap().is_none());
    let passed = vault.open_draft(two, "k").await.unwrap().unwrap();
    assert_eq!((passed.text.as_str(), passed.head.passed_by), ("乙", Some(one)));
    assert!(vault.drop_draft(two, "k").await.unwrap() && !vault.drop_draft(two, "k").await.unwrap());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn drafts_are_bounded_and_go_after_ninety_days(owner: PgPool) {
    let vault = setting(owner.clone()).await.vault;
    let one = Uuid::now_v7();
    let long = "x".repeat(DRAFT_BYTES_MAX + 1);
    assert_eq!(vault.keep_draft(draft(one, "long", &long)).await.unwrap(), DraftKept::TooLong);
    for number in 0..DRAFTS_PER_PERSON_MAX {
        assert!(matches!(vault.keep_draft(draft(one, &number.to_string(), "x")).await.unwrap(), DraftKept::Done(_)));
    }
    assert_eq!(vault.keep_draft(draft(one, "more", "x")).await.unwrap(), DraftKept::Full);
    assert!(matches!(vault.keep_draft(draft(one, "0", "y")).await.unwrap(), DraftKept::Done(_)), "one of them again");
    assert!(matches!(vault.keep_draft(draft(Uuid::now_v7(), "0", "x")).await.unwrap(), DraftKept::Done(_)));
    assert_eq!(vault.sweep_drafts().await.unwrap(), 0);
    let aged = "update vault.draft set saved_at = saved_at - interval '91 days' where form_key in ('1', '2')";
    sqlx::query(aged).execute(&owner).await.unwrap();
    assert_eq!(vault.sweep_drafts().await.unwrap(), 2);
}
