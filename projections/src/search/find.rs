//! What is found: cases, counted and ranked, with the passages that hold the words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_projector::Result;

use super::excerpt::{Excerpt, Passage};
use super::store::array;
use super::words::grams_of_needle;
use super::{Index, Question};

/// Cases that are ranked together: the most recent ones, then the next.
pub const RANKED_CASES: usize = 100;
/// Passages of a case that are told.
pub const PASSAGES_TOLD_MAX: usize = 3;
/// Values of a facet that are told, those with most cases.
pub const FACET_VALUES_MAX: i64 = 50;
/// Passages of a case that are looked at to rank it.
const PASSAGES_RANKED_MAX: i64 = 20;
/// Names of the register that lead to cases for one word.
const NAMES_MAX: i64 = 100;
/// Cases that a number leads to.
const NUMBERED_MAX: i64 = 100;
/// What a case counts more that is found by a name, and for each passage.
const NAMED: i64 = 200;
const BEST: i64 = 4;
const PASSAGES_COUNTED_MAX: i64 = 10;

/// What narrows a search.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `report`, `clue` or `case`.
    pub designation: Option<String>,
    /// Machine and state, `track/in_review`.
    pub stage: Option<(String, String)>,
    /// Closed, or not.
    pub closed: Option<bool>,
    /// The organ that numbered the filing, or entered the first act.
    pub organ: Option<Uuid>,
    /// A respondent, by its id in the case or in a register.
    pub respondent: Option<Uuid>,
    /// Only in acts of this kind.
    pub kind: Option<Kind>,
    /// Only in acts that may have happened on this day or later.
    pub from: Option<NaiveDate>,
    /// Only in acts that may have happened on this day or before.
    pub until: Option<NaiveDate>,
}

/// What was found.
#[derive(Clone)]
pub struct Found {
    /// How many cases.
    pub count: i64,
    /// Those of this page, the best first.
    pub cases: Vec<Case>,
    /// By stage.
    pub stages: Vec<Stages>,
    /// By organ.
    pub organs: Vec<Organs>,
    /// By year.
    pub years: Vec<Years>,
    /// By the kind of act the words stand in, among the cases that were ranked together.
    pub kinds: Vec<Kinds>,
}

/// A case that was found. It holds private texts, so it has no `Debug`.
#[derive(Clone)]
pub struct Case {
    /// What its row says.
    pub row: FoundCase,
    /// How many passages hold a word.
    pub hits: i64,
    /// The best of them.
    pub excerpts: Vec<Excerpt>,
    /// Numbers of it that were asked for.
    pub numbers: Vec<String>,
    /// Persons and organs whose names hold a word.
    pub named: Vec<Named>,
    score: i64,
}

/// The row of a case.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct FoundCase {
    pub case_id: Uuid,
    pub version: i32,
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub closed: bool,
    pub case_no: Option<String>,
    pub organ_id: Option<Uuid>,
    pub year: Option<i16>,
    pub last_recorded_at: DateTime<Utc>,
    is_numbered: bool,
    named: Vec<Uuid>,
}

/// A name of the register. It may be private, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    /// Whose.
    pub id: Uuid,
    /// `person` or `organ`.
    pub kind: String,
    /// The name.
    pub name: String,
}

/// How many cases stand at a stage.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the columns are those of find.sql")]
pub struct Stages {
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub cases: i64,
}

/// How many cases are an organ's.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the columns are those of find.sql")]
pub struct Organs {
    pub organ: Uuid,
    pub cases: i64,
}

/// How many cases are of a year.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the columns are those of find.sql")]
pub struct Years {
    pub year: i16,
    pub cases: i64,
}

/// In how many cases the words stand in acts of a kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as the others")]
pub struct Kinds {
    pub kind: String,
    pub cases: i64,
}

impl Filter {
    /// Whether only some acts count, so that the texts themselves must be looked at.
    fn is_of_acts(&self) -> bool {
        self.kind.is_some() || self.from.is_some() || self.until.is_some()
    }
}

/// What the index of names and numbers says to a question.
struct Led {
    /// For each word the objects whose names hold it.
    by_word: Vec<Vec<Uuid>>,
    named: HashMap<Uuid, Named>,
    numbers: HashMap<Uuid, Vec<String>>,
}

impl Index {
    /// Cases that hold every word, without those hidden from the caller: they are in no hit, no count and no facet.
    ///
    /// Cases are ranked [`RANKED_CASES`] at a time, so a page never reaches beyond those it begins among.
    pub async fn find(
        &self,
        question: &Question,
        filter: &Filter,
        hidden: &[Uuid],
        offset: usize,
        limit: usize,
    ) -> Result<Found> {
        self.forget().await?;
        let led = self.led(question, filter, hidden).await?;
        let first = offset - offset % RANKED_CASES;
        let mut found = self.cases(question, filter, hidden, &led, first).await?;
        self.tell(question, filter, &mut found).await?;
        found.kinds = kinds(&found.cases);
        found.cases = found.cases.drain(..).skip(offset - first).take(limit).collect();
        for case in &mut found.cases {
            case.excerpts.truncate(PASSAGES_TOLD_MAX);
        }
        Ok(found)
    }

    async fn led(&self, question: &Question, filter: &Filter, hidden: &[Uuid]) -> Result<Led> {
        let mut led = Led { by_word: Vec::new(), named: HashMap::new(), numbers: HashMap::new() };
        for word in &question.words {
            let needle = word.needle.trim();
            let mut ids = Vec::new();
            if word.may_be_name() {
                let grams = grams_of_needle(needle);
                let rows = sqlx::query_file_as!(Named, "src/search/names.sql", &grams, needle, NAMES_MAX);
                for named in rows.fetch_all(&self.pool).await? {
                    ids.push(named.id);
                    led.named.insert(named.id, named);
                }
            }
            led.by_word.push(ids);
        }
        if let Some(number) = question.number.as_deref().filter(|_| !filter.is_of_acts()) {
            let grams = grams_of_needle(number);
            let rows = sqlx::query_file!("src/search/numbers.sql", &grams, number, hidden, NUMBERED_MAX);
            for row in rows.fetch_all(&self.pool).await? {
                led.numbers.entry(row.case_id).or_default().push(row.number);
            }
        }
        Ok(led)
    }

    async fn cases(
        &self,
        question: &Question,
        filter: &Filter,
        hidden: &[Uuid],
        led: &Led,
        first: usize,
    ) -> Result<Found> {
        let (machine, state) = filter.stage.clone().unzip();
        let is_checked = filter.is_of_acts() || !question.is_exact();
        let sure = question.sure(&led.by_word).filter(|_| is_checked && !filter.is_of_acts());
        let needles: Vec<&str> = question.words.iter().map(|word| word.needle.as_str()).collect();
        let names: Vec<String> = led.by_word.iter().map(array).collect();
        let numbered: Vec<Uuid> = led.numbers.keys().copied().collect();
        let objects: Vec<Uuid> = led.named.keys().copied().collect();
        let row = sqlx::query_file!(
            "src/search/find.sql",
            question.wide(&led.by_word),
            sure,
            &numbered,
            hidden,
            filter.designation,
            machine,
            state,
            filter.closed,
            filter.organ,
            filter.respondent,
            &needles as &[&str],
            &names,
            filter.kind.map(Kind::as_str),
            filter.from,
            filter.until,
            is_checked,
            i64::try_from(first).unwrap_or(i64::MAX),
            i64::try_from(RANKED_CASES).unwrap_or(i64::MAX),
            &objects,
            FACET_VALUES_MAX
        )
        .fetch_one(&self.pool)
        .await?;
        let case = |row: FoundCase| Case {
            hits: 0,
            excerpts: Vec::new(),
            numbers: led.numbers.get(&row.case_id).cloned().unwrap_or_default(),
            named: row.named.iter().filter_map(|id| led.named.get(id).cloned()).collect(),
            score: 0,
            row,
        };
        Ok(Found {
            count: row.count,
            cases: read::<FoundCase>(row.cases).into_iter().map(case).collect(),
            stages: read(row.stages),
            organs: read(row.organs),
            years: read(row.years),
            kinds: Vec::new(),
        })
    }

    /// Adds the passages to the cases, and puts the best first.
    async fn tell(&self, question: &Question, filter: &Filter, found: &mut Found) -> Result<()> {
        let ids: Vec<Uuid> = found.cases.iter().map(|case| case.row.case_id).collect();
        let needles: Vec<&str> = question.words.iter().map(|word| word.needle.as_str()).collect();
        let rows = sqlx::query_file!(
            "src/search/passages.sql",
            &ids,
            &needles as &[&str],
            filter.kind.map(Kind::as_str),
            filter.from,
            filter.until,
            PASSAGES_RANKED_MAX
        )
        .fetch_all(&self.pool)
        .await?;
        let mut of_case: HashMap<Uuid, (i64, Vec<Excerpt>)> = HashMap::new();
        for row in rows {
            let (hits, excerpts) = of_case.entry(row.case_id).or_default();
            *hits = row.of_case;
            let passage = Passage {
                event_id: row.event_id,
                version: row.version,
                kind: row.kind,
                occurred: row.occurred,
                field: row.field,
                text: row.text,
            };
            excerpts.push(Excerpt::of(passage, &question.words));
        }
        for case in &mut found.cases {
            if let Some((hits, mut excerpts)) = of_case.remove(&case.row.case_id) {
                excerpts.sort_by_key(|one| std::cmp::Reverse(one.score));
                (case.hits, case.excerpts) = (hits, excerpts);
            }
            let best = case.excerpts.first().map_or(0, |one| one.score);
            let named = if case.row.named.is_empty() { 0 } else { NAMED };
            case.score = best * BEST + case.hits.min(PASSAGES_COUNTED_MAX) + named;
        }
        found.cases.sort_by_key(|case| std::cmp::Reverse(case.rank()));
        Ok(())
    }
}

impl Case {
    fn rank(&self) -> (bool, i64, DateTime<Utc>, Uuid) {
        (self.row.is_numbered, self.score, self.row.last_recorded_at, self.row.case_id)
    }
}

fn kinds(cases: &[Case]) -> Vec<Kinds> {
    let mut of: BTreeMap<&str, i64> = BTreeMap::new();
    for case in cases {
        let kinds: BTreeSet<&str> = case.excerpts.iter().map(|one| one.kind.as_str()).collect();
        for kind in kinds {
            *of.entry(kind).or_default() += 1;
        }
    }
    let mut kinds: Vec<Kinds> = of.into_iter().map(|(kind, cases)| Kinds { kind: kind.to_owned(), cases }).collect();
    kinds.sort_by_key(|one| std::cmp::Reverse(one.cases));
    kinds.truncate(usize::try_from(FACET_VALUES_MAX).unwrap_or(usize::MAX));
    kinds
}

/// Rows that the database made itself.
fn read<T: DeserializeOwned>(rows: Value) -> Vec<T> {
    serde_json::from_value(rows).unwrap_or_default()
}
