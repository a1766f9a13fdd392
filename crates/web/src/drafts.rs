//! `/drafts`: forms that the person who is signed in began and did not record. Nobody else sees them.

use std::collections::HashSet;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use wenze_casework::{Casework, DRAFT_KEPT_DAYS, DRAFT_WARNED_DAYS, DraftHead};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;

use crate::around::to_sign_in;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::record::keep;
use crate::seen::Seen;

/// The field that names the draft to delete.
const KEY: &str = "key";

/// The list.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(&reader.here()).into_response()) };
    let heads = casework.drafts(visitor.account.person_id).await?;
    let numbers = numbers(&casework, &reader, &heads).await;
    let rows = heads.iter().map(|head| Row::new(&reader, head, &numbers)).collect();
    page(&DraftsPage { frame: Frame::new(&reader, &reader.texts.say("drafts-title")), rows })
}

/// Deletes one.
pub(crate) async fn discard(Seen(casework): Seen, reader: Reader, entered: Entered) -> Result<Response, Failure> {
    let Some(visitor) = &reader.visitor else { return Ok(to_sign_in("/drafts").into_response()) };
    if let Some(key) = entered.get(KEY) {
        casework.drop_draft(visitor.account.person_id, key).await?;
    }
    Ok(Redirect::to("/drafts").into_response())
}

/// How many drafts somebody has, and whether one of them is old; a list that cannot be read now is none.
pub(crate) async fn told(casework: &Casework, reader: &Reader) -> Option<Told> {
    let person = reader.visitor.as_ref()?.account.person_id;
    let heads = casework.drafts(person).await.ok()?;
    let is_warned = heads.iter().any(|head| is_old(reader, head.saved_at));
    let word = reader.texts.tell("drafts-count", [("drafts", heads.len().into())]);
    (!heads.is_empty()).then_some(Told { word, is_warned })
}

/// A link to the drafts.
pub(crate) struct Told {
    pub(crate) word: String,
    pub(crate) is_warned: bool,
}

/// A draft on a case: its form and what it is called.
pub(crate) async fn on_case(casework: &Casework, reader: &Reader, case: Uuid) -> Vec<(String, String)> {
    let Some(visitor) = &reader.visitor else { return Vec::new() };
    let mut heads = casework.drafts(visitor.account.person_id).await.unwrap_or_default();
    heads.retain(|head| head.case == Some(case));
    heads.iter().map(|head| (keep::href(&head.form, &head.form_key), keep::title(reader, &head.form))).collect()
}

/// The numbers of the cases that drafts are about.
async fn numbers(casework: &Casework, reader: &Reader, heads: &[DraftHead]) -> Vec<(Uuid, String)> {
    let cases: HashSet<Uuid> = heads.iter().filter_map(|head| head.case).collect();
    let mut found = Vec::new();
    for id in cases {
        if let Ok(view) = casework.case(id).await {
            found.push((id, crate::case::head::number(reader, &view.case)));
        }
    }
    found
}

fn is_old(reader: &Reader, saved_at: DateTime<Utc>) -> bool {
    reader.now - saved_at > Duration::days(DRAFT_WARNED_DAYS.into())
}

#[derive(Template)]
#[template(path = "drafts.html")]
struct DraftsPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// One draft.
struct Row {
    key: String,
    href: String,
    title: String,
    case: Option<(String, String)>,
    saved: When,
    /// When it is deleted.
    until: When,
    is_old: bool,
    is_passed: bool,
}

impl Row {
    fn new(reader: &Reader, head: &DraftHead, numbers: &[(Uuid, String)]) -> Self {
        let number = |id: &Uuid| numbers.iter().find(|(one, _)| one == id).map(|(_, number)| number.clone());
        let until = head.saved_at + Duration::days(DRAFT_KEPT_DAYS.into());
        Self {
            key: head.form_key.clone(),
            href: keep::href(&head.form, &head.form_key),
            title: keep::title(reader, &head.form),
            case: head.case.and_then(|id| Some((format!("/cases/{id}"), number(&id)?))),
            saved: When::instant(reader.words, head.saved_at),
            until: When::date(reader.words, PartialDate::day(office_day(until))),
            is_old: is_old(reader, head.saved_at),
            is_passed: head.passed_by.is_some(),
        }
    }
}
