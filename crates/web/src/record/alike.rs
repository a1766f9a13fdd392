//! Reports that may be the same as the one that is being registered: they name somebody of the same name, and came within a year of it. They are
//! told before anything is stored; whether it is the same, whoever registers it decides.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use uuid::Uuid;
use wenze_casework::{Casework, SearchFilter, SearchHit};
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;

use super::given::Given;
use super::read::date;
use super::typed::Typed;
use crate::reader::Reader;
use crate::seen::may;

/// Names that are looked for, and cases told of each.
const NAMES_MAX: usize = 4;
const CASES_MAX: u32 = 3;
/// How far apart they came, in days.
const APART_DAYS: u64 = 366;

/// The cases of those reports, with what is told of each. What cannot be searched now is none: nobody is kept from registering by it.
pub(super) async fn reports(casework: &Casework, reader: &Reader, given: &Given) -> Vec<(String, String)> {
    if !may(reader, "search_cases") {
        return Vec::new();
    }
    let filter = filter(given);
    let mut seen: BTreeSet<Uuid> = BTreeSet::new();
    let mut told = Vec::new();
    for name in names(given) {
        let found = casework.search(name, &filter, None, CASES_MAX, reader.words).await;
        for hit in found.map(|found| found.items).unwrap_or_default() {
            if seen.insert(hit.case) {
                told.push((format!("/cases/{}", hit.case), said(reader, name, &hit)));
            }
        }
    }
    told
}

/// Whom the report names; a single character is nobody's name.
fn names(given: &Given) -> Vec<&str> {
    let subjects = given.typed.at("a0").and_then(|act| act.at("payload")).and_then(|payload| payload.at("subjects"));
    let rows = subjects.map(Typed::rows).unwrap_or_default();
    let mut names: Vec<&str> = rows.into_iter().filter_map(|row| row.at("name")).map(Typed::text).collect();
    names.retain(|name| name.chars().count() > 1);
    names.dedup();
    names.truncate(NAMES_MAX);
    names
}

fn filter(given: &Given) -> SearchFilter {
    let typed = given.typed.at("a0").and_then(|act| act.at("occurred")).and_then(|occurred| occurred.at("date"));
    let day = typed.and_then(|typed| PartialDate::parse(&date(typed.text())?));
    let apart = Days::new(APART_DAYS);
    let before = |day: PartialDate| day.first_day().checked_sub_days(apart).unwrap_or(NaiveDate::MIN);
    let after = |day: PartialDate| day.last_day().checked_add_days(apart).unwrap_or(NaiveDate::MAX);
    SearchFilter {
        kind: Some(Kind::ReportReceived),
        from: day.map(before),
        until: day.map(after),
        ..SearchFilter::default()
    }
}

fn said(reader: &Reader, name: &str, hit: &SearchHit) -> String {
    let number = hit.case_no.clone().or_else(|| hit.numbers.first().cloned());
    let number = number.unwrap_or_else(|| reader.short_id(hit.case));
    let on = hit.passages.first().and_then(|one| PartialDate::parse(one.occurred.as_deref()?.get(..10)?));
    let on = on.map_or_else(|| reader.words.not_recorded(), |on| reader.words.partial_date(on));
    let says = [("name", name.into()), ("number", number.into()), ("on", on.into())];
    reader.texts.tell("same-report", says)
}
