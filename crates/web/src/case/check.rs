//! `/cases/{id}/sheet`: the procedure check. What rules asked for, what was found, and how that stands, with what reviewers made
//! of it; as a page, and as a table for a spreadsheet.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wenze_casework::{Casework, MarksAsked, Obligation, ProcedureAsked, Review, ReviewState, Sheet, Verdict};

use super::asked::Asked;
use super::doors::Doors;
use super::read::Read;
use super::replay::recorded;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod csv;
mod finding;
mod group;
mod marking;
mod one;
mod stamp;

#[cfg(test)]
mod tests;

use finding::Finding;
use group::Heading;
use marking::Marker;
pub(crate) use marking::{instead, send};
pub(crate) use one::show as show_one;

const ROUTE: &str = "/cases/{id}/sheet";

/// The check as a page.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let checked = Checked::read(&casework, &id, &reader).await?;
    page(&CheckPage::new(&reader, &checked))
}

/// The check as a table for a spreadsheet.
pub(crate) async fn csv(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let checked = Checked::read(&casework, &id, &reader).await?;
    let name = format!("attachment; filename=\"check-{}.csv\"", checked.read.id);
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, csv::table(&reader, &checked)).into_response())
}

/// Everything the check is made of.
struct Checked {
    asked: Asked,
    read: Read,
    sheet: Sheet,
    review: Review,
    /// The versions of acts, by their events.
    acts: HashMap<String, Act>,
}

/// An act that a finding stands on.
struct Act {
    version: i32,
    kind: String,
    title: String,
    when: String,
}

impl Checked {
    async fn read(casework: &Casework, id: &str, reader: &Reader) -> Result<Self, Failure> {
        let id = Uuid::try_parse(id).map_err(|_| Failure::NoCase)?;
        let asked = Asked::of(reader)?;
        let read = Read::replayed(casework, id, asked.cut, reader).await?;
        if !asked.is_now() {
            recorded(casework, reader, id, asked.cut).await?;
        }
        let (as_of, known) = (asked.cut.as_of, asked.cut.known);
        let procedure = ProcedureAsked { as_of, known, ..ProcedureAsked::default() };
        let sheet = casework.procedure(id, &procedure, reader.words).await?;
        let (as_of, known) = (Some(sheet.stamp.as_of), Some(sheet.stamp.known));
        let marks = MarksAsked { as_of, known, by: None, states: ReviewState::ALL.to_vec() };
        let review = casework.review(id, &marks, reader.words).await?;
        let acts = acts(&read);
        Ok(Self { asked, read, sheet, review, acts })
    }

    /// Whether a finding is told one by one: what was kept is folded away, what does not apply is only counted.
    fn is_told(one: &Obligation) -> bool {
        one.finding.verdict != Verdict::NotApplicable
    }
}

fn acts(read: &Read) -> HashMap<String, Act> {
    let act = |line: &wenze_casework::AuditLine| Act {
        version: line.version,
        kind: line.kind.clone(),
        title: line.title.clone(),
        when: line.occurred_words.clone(),
    };
    read.lines.iter().map(|line| (line.event_id.to_string(), act(line))).collect()
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    frame: Frame,
    doors: Doors,
    moment: Moment,
    /// How many of each.
    tally: Vec<String>,
    /// How far the review went.
    coverage: Vec<String>,
    reviewers: Vec<String>,
    groups: Vec<Group>,
    /// Marks on what is not found any more.
    gone: Vec<String>,
    marker: Option<Marker>,
    /// Everything by which a second office comes to the same.
    stamp: Vec<(String, String)>,
    csv: String,
}

/// At which moment the case was judged.
struct Moment {
    path: String,
    as_of: String,
    known: String,
    says: String,
}

/// The findings of one heading.
struct Group {
    anchor: &'static str,
    title: String,
    count: String,
    told: Vec<Finding>,
    /// What was kept, folded away.
    kept: Vec<Finding>,
    kept_count: String,
}

impl CheckPage {
    fn new(reader: &Reader, checked: &Checked) -> Self {
        let doors = Doors::new(reader, checked.read.id, &checked.read.now, ROUTE);
        let marker = Marker::of(reader, checked.read.id, &checked.sheet.stamp);
        Self {
            frame: Frame::new(reader, &doors.title()),
            moment: moment(reader, checked),
            tally: tally(reader, &checked.sheet),
            coverage: coverage(reader, &checked.review),
            reviewers: reviewers(reader, &checked.review),
            groups: groups(reader, checked),
            gone: gone(reader, &checked.review),
            stamp: stamp::lines(reader, &checked.sheet.stamp),
            csv: reader.with(&[]).replacen("/sheet", "/sheet.csv", 1),
            marker,
            doors,
        }
    }
}

fn moment(reader: &Reader, checked: &Checked) -> Moment {
    let text = |date: Option<wenze_domain::fields::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let instant = |at| reader.words.instant(at);
    let stamp = &checked.sheet.stamp;
    let args = [("as_of", instant(stamp.as_of).into()), ("known", instant(stamp.known).into())];
    Moment {
        path: format!("/cases/{}/sheet", checked.read.id),
        as_of: text(checked.asked.as_of),
        known: text(checked.asked.known),
        says: reader.texts.tell("check-moment", args),
    }
}

/// How often each verdict was reached.
fn tally(reader: &Reader, sheet: &Sheet) -> Vec<String> {
    let count = |(verdict, n): (&Verdict, &usize)| {
        let word = finding::verdict_word(reader, *verdict);
        let n = if *verdict == Verdict::Violated { n.saturating_sub(sheet.hints) } else { *n };
        reader.texts.tell("sheet-count", [("title", word.into()), ("n", n.to_string().into())])
    };
    let hints = (sheet.hints > 0).then(|| {
        let title = reader.texts.say("sheet-hint");
        reader.texts.tell("sheet-count", [("title", title.into()), ("n", sheet.hints.to_string().into())])
    });
    sheet.counts.iter().map(count).chain(hints).collect()
}

fn coverage(reader: &Reader, review: &Review) -> Vec<String> {
    let count = |state: &ReviewState| {
        let n = review.coverage.get(state).copied().unwrap_or_default();
        let title = finding::state_word(reader, *state);
        (n > 0).then(|| reader.texts.tell("sheet-count", [("title", title.into()), ("n", n.to_string().into())]))
    };
    ReviewState::ALL.iter().filter_map(count).collect()
}

fn reviewers(reader: &Reader, review: &Review) -> Vec<String> {
    let name = |one: &wenze_casework::Reviewer| {
        let n: usize = one.marks.values().sum();
        let name = one.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld"));
        reader.texts.tell("check-reviewer", [("name", name.into()), ("n", n.into())])
    };
    review.reviewers.iter().map(name).collect()
}

fn groups(reader: &Reader, checked: &Checked) -> Vec<Group> {
    let mut found: BTreeMap<Heading, Vec<&Obligation>> = BTreeMap::new();
    for one in checked.sheet.obligations.iter().filter(|one| Checked::is_told(one)) {
        found.entry(Heading::of(one, checked)).or_default().push(one);
    }
    let group = |(heading, own): (Heading, Vec<&Obligation>)| {
        let (kept, told): (Vec<&Obligation>, Vec<&Obligation>) =
            own.iter().copied().partition(|one| finding::is_quiet(one.finding.verdict));
        let drawn = |all: Vec<&Obligation>| all.into_iter().map(|one| Finding::new(reader, checked, one)).collect();
        let of = |n: usize| reader.texts.tell("check-count", [("n", n.into())]);
        Group {
            anchor: heading.anchor(),
            title: heading.word(reader.texts),
            count: of(own.len()),
            kept_count: reader.texts.tell("check-kept", [("n", kept.len().into())]),
            told: drawn(told),
            kept: drawn(kept),
        }
    };
    found.into_iter().map(group).collect()
}

/// What was marked and is not found at this moment.
fn gone(reader: &Reader, review: &Review) -> Vec<String> {
    let gone = review.obligations.iter().filter(|one| one.state == ReviewState::Gone);
    let title = |one: &wenze_casework::Reviewed| one.title.clone().unwrap_or_else(|| reader.words.not_recorded());
    gone.map(title).collect()
}
