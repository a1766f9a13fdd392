//! Search: what is asked, and the cases found, in the reader's language.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::words::Words;
use wenze_projections::search::{self, Excerpt, Filter, Question};

use crate::{Casework, Error, PAGE_ROWS_MAX};

/// The last place in the order of what was found that a page begins at: whoever has not found it by then asks more closely.
pub const SEARCH_PLACES_MAX: usize = 2_000;

/// What was found. It holds private texts, so it has no `Debug`.
#[derive(Clone)]
pub struct SearchPage {
    /// The words, as they were understood.
    pub words: Vec<String>,
    /// How many cases hold all of them.
    pub count: i64,
    /// Those of this page, the best first.
    pub items: Vec<SearchHit>,
    /// How many stand where.
    pub facets: SearchFacets,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A case that was found.
#[derive(Clone)]
pub struct SearchHit {
    /// Its place in the order, from 1.
    pub rank: usize,
    /// The case.
    pub case: Uuid,
    /// Its version.
    pub version: i32,
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// The machine of its stage.
    pub machine: String,
    /// Its stage.
    pub stage: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Number of the filing.
    pub case_no: Option<String>,
    /// The organ.
    pub organ: Option<Uuid>,
    /// Its name.
    pub organ_name: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// When something was last recorded.
    pub last_recorded_at: DateTime<Utc>,
    /// How many passages hold a word.
    pub hits: i64,
    /// Numbers of it that were asked for.
    pub numbers: Vec<String>,
    /// Names in the registers that hold a word, of persons and organs that the case is about.
    pub named: Vec<SearchName>,
    /// The best passages.
    pub passages: Vec<SearchPassage>,
}

/// A name that holds a word.
#[derive(Clone)]
pub struct SearchName {
    /// Whose.
    pub id: Uuid,
    /// `person` or `organ`.
    pub kind: String,
    /// The name.
    pub name: String,
}

/// A passage that holds a word.
#[derive(Clone)]
pub struct SearchPassage {
    /// The event.
    pub event: Uuid,
    /// Its version.
    pub version: i32,
    /// Its kind.
    pub kind: String,
    /// What the kind is called.
    pub label: String,
    /// When it happened.
    pub occurred: Option<String>,
    /// RFC 6901 pointer into the event.
    pub field: String,
    /// What the field is called.
    pub field_label: String,
    /// The words around.
    pub excerpt: String,
    /// Whether the passage goes on before.
    pub cut_before: bool,
    /// Whether the passage goes on after.
    pub cut_after: bool,
    /// Where the words stand in it: first character and the one after the last.
    pub highlights: Vec<(usize, usize)>,
}

/// How many of the cases found stand where.
#[derive(Debug, Clone)]
pub struct SearchFacets {
    /// By stage.
    pub stages: Vec<StageFacet>,
    /// By organ.
    pub organs: Vec<OrganFacet>,
    /// By year, and how many.
    pub years: Vec<(i16, i64)>,
    /// By the kind of act that the words stand in, among those ranked together.
    pub kinds: Vec<KindFacet>,
}

/// Cases at a stage.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as a hit's")]
pub struct StageFacet {
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub label: String,
    pub cases: i64,
}

/// Cases of an organ.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as a hit's")]
pub struct OrganFacet {
    pub organ: Uuid,
    pub name: Option<String>,
    pub cases: i64,
}

/// Cases with words in acts of a kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as a passage's")]
pub struct KindFacet {
    pub kind: String,
    pub label: String,
    pub cases: i64,
}

impl Casework {
    /// Cases that hold what is asked, without those hidden from the reader.
    pub async fn search(
        &self,
        asked: &str,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<SearchPage, Error> {
        let question = Question::read(asked).map_err(Error::Unasked)?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX) as usize;
        let offset = cursor.map(|cursor| self.search_after(cursor)).transpose()?.unwrap_or_default();
        let hidden = self.hidden_ids();
        let found = self.inner.views.search().find(&question, filter, &hidden, offset, limit).await?;
        let told = offset + found.cases.len();
        let more = !found.cases.is_empty() && i64::try_from(told).is_ok_and(|told| told < found.count);
        let next = (more && told < SEARCH_PLACES_MAX).then(|| self.search_cursor(told));
        let of_cases = found.cases.iter().filter_map(|case| case.row.organ_id);
        let organs: HashSet<Uuid> = of_cases.chain(found.organs.iter().map(|one| one.organ)).collect();
        let names = self.names(&organs).await?;
        let items = found.cases.iter().zip(offset + 1..).map(|(case, rank)| hit(case, rank, &names, words)).collect();
        let words_asked = question.words().into_iter().map(str::to_owned).collect();
        let facets = facets(&found, &names, words);
        Ok(SearchPage { words: words_asked, count: found.count, items, facets, next })
    }

    fn search_cursor(&self, place: usize) -> String {
        self.hide("search", i64::try_from(place).unwrap_or(i64::MAX), Uuid::nil())
    }

    fn search_after(&self, cursor: &str) -> Result<usize, Error> {
        let (place, _) = self.reveal("search", cursor)?;
        usize::try_from(place).map_err(|_| Error::BadToken("search"))
    }
}

fn hit(case: &search::Case, rank: usize, names: &HashMap<Uuid, String>, words: &Words) -> SearchHit {
    let row = case.row.clone();
    let name = |one: &search::Named| SearchName { id: one.id, kind: one.kind.clone(), name: one.name.clone() };
    SearchHit {
        rank,
        case: row.case_id,
        version: row.version,
        designation: row.designation,
        machine: row.machine,
        stage: row.stage,
        closed: row.closed,
        case_no: row.case_no,
        organ_name: row.organ_id.and_then(|id| names.get(&id).cloned()),
        organ: row.organ_id,
        year: row.year,
        last_recorded_at: row.last_recorded_at,
        hits: case.hits,
        numbers: case.numbers.clone(),
        named: case.named.iter().map(name).collect(),
        passages: case.excerpts.iter().map(|one| passage(one, words)).collect(),
    }
}

fn passage(one: &Excerpt, words: &Words) -> SearchPassage {
    let kind = Kind::parse(&one.kind);
    SearchPassage {
        event: one.event_id,
        version: one.version,
        label: label(&one.kind, words),
        kind: one.kind.clone(),
        occurred: one.occurred.clone(),
        field_label: kind.map_or_else(|| one.field.clone(), |kind| words.field_at(kind, &one.field)),
        field: one.field.clone(),
        excerpt: one.text.clone(),
        cut_before: one.cut.0,
        cut_after: one.cut.1,
        highlights: one.highlights.clone(),
    }
}

/// A kind that this program does not know is shown as it stands.
fn label(kind: &str, words: &Words) -> String {
    Kind::parse(kind).map_or_else(|| kind.to_owned(), |kind| words.kind(kind).to_owned())
}

fn facets(found: &search::Found, names: &HashMap<Uuid, String>, words: &Words) -> SearchFacets {
    let stage = |one: &search::Stages| StageFacet {
        label: words.state(&one.machine, &one.stage),
        designation: one.designation.clone(),
        machine: one.machine.clone(),
        stage: one.stage.clone(),
        cases: one.cases,
    };
    let organ =
        |one: &search::Organs| OrganFacet { organ: one.organ, name: names.get(&one.organ).cloned(), cases: one.cases };
    let kind =
        |one: &search::Kinds| KindFacet { label: label(&one.kind, words), kind: one.kind.clone(), cases: one.cases };
    SearchFacets {
        stages: found.stages.iter().map(stage).collect(),
        organs: found.organs.iter().map(organ).collect(),
        years: found.years.iter().map(|one| (one.year, one.cases)).collect(),
        kinds: found.kinds.iter().map(kind).collect(),
    }
}
