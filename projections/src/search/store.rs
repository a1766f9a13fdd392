//! Rows made from what was folded: parts opened, texts cut, and stored with one statement for each table.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_projector::Result;

use super::passage::{Passage, Source};
use super::state::CaseRow;
use super::texts::Texts;
use super::words::{Flat, grams, lexemes};
use super::{LEXEME_BYTES_PER_CASE_MAX, TEXT_CHARS_MAX};

/// Parts opened at once.
const PARTS_AT_ONCE: usize = 1_000;
/// What a lexeme takes in the index besides its letters, in bytes.
const LEXEME_OVERHEAD_BYTES: usize = 6;
/// What the lexeme of a person or organ begins with; no text has one, because no word holds this sign.
const OBJECT_MARK: &str = "o:";

/// The lexeme by which a case is found when a name in the register leads to it.
pub(super) fn object_lexeme(id: Uuid) -> String {
    format!("{OBJECT_MARK}{}", id.simple())
}

/// A row of `search_passage`. It holds a private text, so it has no `Debug`.
#[derive(Serialize)]
struct Line<'a> {
    case_id: Uuid,
    version: i32,
    ordinal: i16,
    event_id: Uuid,
    kind: &'a str,
    occurred: Option<&'a str>,
    occurred_from: Option<chrono::NaiveDate>,
    occurred_until: Option<chrono::NaiveDate>,
    field: &'a str,
    part_event: Option<Uuid>,
    part_no: Option<i16>,
    text: String,
    plain: String,
}

#[derive(Serialize)]
struct NumberLine {
    case_id: Uuid,
    plain: String,
    grams: Vec<String>,
    number: String,
}

/// A row of `search_name` before its text is there.
#[derive(Clone)]
pub(super) struct NameRow {
    pub(super) kind: &'static str,
    pub(super) name: Source,
}

#[derive(Serialize)]
struct NameLine {
    id: Uuid,
    kind: &'static str,
    part_event: Option<Uuid>,
    part_no: Option<i16>,
    plain: String,
    grams: Vec<String>,
    name: String,
}

/// The lexemes of a case's texts, up to a bound: a passage that does not fit is left out whole, so that the same passages
/// always give the same words.
#[derive(Default)]
pub(super) struct Words {
    held: BTreeSet<String>,
    bytes: usize,
}

impl Words {
    /// Those that stand in the index already.
    fn stored(lexemes: Vec<String>) -> Self {
        let mut words = Self::default();
        for lexeme in lexemes.into_iter().filter(|lexeme| !lexeme.starts_with(OBJECT_MARK)) {
            words.bytes += lexeme.len() + LEXEME_OVERHEAD_BYTES;
            words.held.insert(lexeme);
        }
        words
    }

    pub(super) fn add(&mut self, plain: &str) {
        let new: BTreeSet<String> = lexemes(plain).into_iter().filter(|lexeme| !self.held.contains(lexeme)).collect();
        let bytes: usize = new.iter().map(|lexeme| lexeme.len() + LEXEME_OVERHEAD_BYTES).sum();
        if self.bytes + bytes <= LEXEME_BYTES_PER_CASE_MAX {
            self.bytes += bytes;
            self.held.extend(new);
        }
    }

    pub(super) fn with_objects(self, objects: impl IntoIterator<Item = Uuid>) -> Vec<String> {
        self.held.into_iter().chain(objects.into_iter().map(object_lexeme)).collect()
    }
}

/// Stores cases, a few at a time, so that no more texts are held than [`PARTS_AT_ONCE`] and those of one case.
pub(super) async fn cases(connection: &mut PgConnection, texts: &Texts, rows: Vec<(Uuid, &CaseRow)>) -> Result<()> {
    let mut group = Vec::new();
    let mut parts = 0;
    for (id, row) in rows {
        parts += row.fresh.len();
        group.push((id, row));
        if parts >= PARTS_AT_ONCE {
            store_group(connection, texts, std::mem::take(&mut group)).await?;
            parts = 0;
        }
    }
    if group.is_empty() { Ok(()) } else { store_group(connection, texts, group).await }
}

async fn store_group(connection: &mut PgConnection, texts: &Texts, rows: Vec<(Uuid, &CaseRow)>) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
    let places: Vec<PartAt> =
        rows.iter().flat_map(|(_, row)| row.fresh.iter().filter_map(|p| p.source.part())).collect();
    let opened = texts.open(&places).await?;
    let before = sqlx::query_file!("src/search/lexemes.sql", &ids).fetch_all(&mut *connection).await?;
    let mut words: HashMap<Uuid, Words> =
        before.into_iter().map(|row| (row.case_id, Words::stored(row.lexemes))).collect();
    let mut columns = Columns::default();
    let (mut passages, mut numbers, mut renumbered) = (Vec::new(), Vec::new(), Vec::new());
    for (id, row) in &rows {
        let mut words = words.remove(id).unwrap_or_default();
        for passage in &row.fresh {
            if let Some(line) = line(*id, passage, &opened) {
                words.add(&line.plain);
                passages.push(line);
            }
        }
        let own = row.state.numbers();
        if row.numbered.as_ref() != Some(&own) {
            renumbered.push(*id);
            numbers.extend(own.into_iter().map(|number| number_line(*id, number)));
        }
        columns.push(*id, row, words);
    }
    columns.store(&mut *connection).await?;
    sqlx::query_file!("src/search/store_passage.sql", json(&passages)).execute(&mut *connection).await?;
    if !renumbered.is_empty() {
        sqlx::query_file!("src/search/clear_number.sql", &renumbered).execute(&mut *connection).await?;
        sqlx::query_file!("src/search/store_number.sql", json(&numbers)).execute(connection).await?;
    }
    Ok(())
}

/// Stores names of the register.
pub(super) async fn names(connection: &mut PgConnection, texts: &Texts, rows: Vec<(Uuid, &NameRow)>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let places: Vec<PartAt> = rows.iter().filter_map(|(_, row)| row.name.part()).collect();
    let opened = texts.open(&places).await?;
    let line = |(id, row): &(Uuid, &NameRow)| {
        let name = row.name.text(&opened)?;
        let plain = Flat::of(&name).plain;
        let part = row.name.part();
        Some(NameLine {
            id: *id,
            kind: row.kind,
            part_event: part.map(|at| at.event_id),
            part_no: part.map(|at| at.part),
            grams: grams(&plain),
            plain,
            name,
        })
    };
    let lines: Vec<NameLine> = rows.iter().filter_map(line).collect();
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
    sqlx::query_file!("src/search/clear_name.sql", &ids).execute(&mut *connection).await?;
    sqlx::query_file!("src/search/store_name.sql", json(&lines)).execute(connection).await?;
    Ok(())
}

impl Source {
    pub(super) fn part(&self) -> Option<PartAt> {
        match self {
            Self::Part(at) => Some(*at),
            Self::Open(_) => None,
        }
    }

    fn text(&self, opened: &HashMap<(Uuid, i16), String>) -> Option<String> {
        let text = match self {
            Self::Part(at) => opened.get(&(at.event_id, at.part))?,
            Self::Open(text) => text,
        };
        let text: String = text.chars().take(TEXT_CHARS_MAX).collect();
        (!text.is_empty()).then_some(text)
    }
}

fn line<'a>(case_id: Uuid, passage: &'a Passage, opened: &HashMap<(Uuid, i16), String>) -> Option<Line<'a>> {
    let text = passage.source.text(opened)?;
    let part = passage.source.part();
    Some(Line {
        case_id,
        version: passage.version,
        ordinal: passage.ordinal,
        event_id: passage.event_id,
        kind: &passage.kind,
        occurred: passage.occurred.as_deref(),
        occurred_from: passage.from,
        occurred_until: passage.until,
        field: &passage.field,
        part_event: part.map(|at| at.event_id),
        part_no: part.map(|at| at.part),
        plain: Flat::of(&text).plain,
        text,
    })
}

fn number_line(case_id: Uuid, number: String) -> NumberLine {
    let plain = Flat::of(&number).plain;
    NumberLine { case_id, grams: grams(&plain), plain, number }
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    versions: Vec<i32>,
    designations: Vec<String>,
    machines: Vec<String>,
    stages: Vec<String>,
    closed: Vec<bool>,
    case_nos: Vec<Option<String>>,
    organs: Vec<Option<Uuid>>,
    years: Vec<Option<i16>>,
    recorded: Vec<chrono::DateTime<chrono::Utc>>,
    respondents: Vec<String>,
    objects: Vec<String>,
    words: Vec<String>,
    states: Vec<String>,
}

impl Columns {
    fn push(&mut self, id: Uuid, row: &CaseRow, words: Words) {
        let (state, at) = (&row.state, row.state.case.stage());
        let objects = state.objects();
        self.ids.push(id);
        self.versions.push(state.case.version);
        self.designations.push(at.designation.as_str().to_owned());
        self.machines.push(at.machine);
        self.stages.push(at.state);
        self.closed.push(state.case.closed.is_some());
        self.case_nos.push(state.case.case_no.as_ref().map(|no| no.no.clone()));
        self.organs.push(state.organ());
        self.years.push(state.year());
        self.recorded.push(row.last_recorded_at);
        self.respondents.push(array(state.respondents()));
        self.words.push(array(words.with_objects(objects.iter().copied())));
        self.objects.push(array(objects));
        self.states.push(json(state));
    }

    async fn store(&self, connection: &mut PgConnection) -> Result<()> {
        sqlx::query_file!(
            "src/search/store_case.sql",
            &self.ids,
            &self.versions,
            &self.designations,
            &self.machines,
            &self.stages,
            &self.closed,
            &self.case_nos as &[Option<String>],
            &self.organs as &[Option<Uuid>],
            &self.years as &[Option<i16>],
            &self.recorded,
            &self.respondents,
            &self.objects,
            &self.words,
            &self.states
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// An array as the database reads it. What stands in it has neither quotes nor strokes: words have only letters, digits,
/// points and the mark of objects.
pub(super) fn array<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<String> = items.into_iter().map(|item| format!("\"{}\"", item.to_string())).collect();
    format!("{{{}}}", quoted.join(","))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_beyond_the_bound_keeps_whole_passages_only() {
        let mut words = Words::default();
        words.add(" 差旅费 ");
        let held = words.held.len();
        words.bytes = LEXEME_BYTES_PER_CASE_MAX - 10;
        words.add(" 违规报销 ");
        assert_eq!(words.held.len(), held, "it does not fit");
        words.add(" 差旅费 ");
        assert_eq!(words.bytes, LEXEME_BYTES_PER_CASE_MAX - 10, "what is there takes no more room");
        let stored = Words::stored(words.with_objects([Uuid::nil()]));
        assert_eq!(stored.held.len(), held, "objects are not words");
    }
}
