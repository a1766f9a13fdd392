//! Reading back: every case from the log, step by step, with its state from the read model.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::envelope::Origin;
use wenze_domain::time::{Occurred, PartialDate};
use wenze_ledger::Recorded;

use crate::database::Database;
use crate::leaves::{Difference, must_be};

const EVENTS_PER_RANGE: i64 = 20_000;
const EVENTS_PER_PAGE: i64 = 5_000;
const STATES_PER_QUERY: usize = 500;
/// More than any list of a source has.
const LIST_MAX: usize = 10_000;

/// One case read back.
pub(crate) struct CaseBack<'a> {
    /// Its events as the log holds them.
    pub(crate) stored: &'a [Recorded],
    /// Its name in the source.
    pub(crate) row: String,
    /// The steps of the source, in the source's order.
    pub(crate) steps: Vec<StepBack>,
    /// Where it stands.
    pub(crate) state: Case,
}

/// One step of the source, as the log keeps it.
pub(crate) struct StepBack {
    ordinal: u64,
    pub(crate) label: String,
    pub(crate) date: Option<NaiveDate>,
    /// The date as precise as the source gives it.
    pub(crate) partial: Option<PartialDate>,
    pub(crate) fields: BTreeMap<String, String>,
}

/// What a stored event says that matters here.
#[derive(Deserialize)]
struct Stored {
    occurred: Occurred,
    origin: Option<Origin>,
}

/// Visits every case; gives back where log and read model disagree.
pub(crate) async fn walk(database: &Database, mut visit: impl FnMut(&CaseBack<'_>)) -> Result<Vec<Difference>> {
    let head = database.ledger.head().await?;
    let (mut cases, mut behind) = (0, 0);
    for range in database.ledger.stream_ranges(EVENTS_PER_RANGE).await? {
        let mut open: Vec<Vec<Recorded>> = Vec::new();
        let mut after = None;
        loop {
            let page = database.ledger.read_stream_range(range, after, head, EVENTS_PER_PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some((last.stream.id, last.stream_version));
            for event in page.into_iter().filter(|event| event.stream.kind == "case") {
                match open.last_mut().filter(|stream| stream[0].stream.id == event.stream.id) {
                    Some(stream) => stream.push(event),
                    None => open.push(vec![event]),
                }
            }
        }
        for streams in open.chunks(STATES_PER_QUERY) {
            let ids: Vec<Uuid> = streams.iter().map(|stream| stream[0].stream.id).collect();
            let states = database.states(&ids).await?;
            let mut states: HashMap<_, _> =
                states.into_iter().map(|(id, version, state)| (id, (version, state))).collect();
            for stream in streams {
                cases += 1;
                let (version, state) = states.remove(&stream[0].stream.id).context("a case has no row in case_file")?;
                behind += u64::from(usize::try_from(version) != Ok(stream.len()));
                visit(&read(stream, state)?);
            }
        }
    }
    let rows = database.case_count().await?;
    Ok(must_be(&[("cases whose state is behind the log", behind, 0), ("cases in case_file", rows, cases)]))
}

/// An act with a label is a step of the source; its row ends with `#` and its place in the case.
fn read(stream: &[Recorded], state: Case) -> Result<CaseBack<'_>> {
    let mut row = None;
    let mut steps = Vec::new();
    for event in stream {
        let stored: Stored = serde_json::from_slice(&event.content)?;
        let Some(origin) = stored.origin else { continue };
        let (own, place) = origin.row.as_str().rsplit_once('#').context("a row without its place")?;
        row.get_or_insert_with(|| own.to_owned());
        if let Some(label) = origin.label {
            let ordinal = place.parse().with_context(|| format!("'{place}' is no place in a case"))?;
            let partial = stored.occurred.date;
            let date = partial.map(PartialDate::first_day);
            steps.push(StepBack { ordinal, label: label.as_str().to_owned(), date, partial, fields: origin.fields });
        }
    }
    steps.sort_by_key(|step| step.ordinal);
    Ok(CaseBack { stored: stream, row: row.context("a case without an imported act")?, steps, state })
}

impl CaseBack<'_> {
    /// What the source says of the case as a whole; empty where it says nothing.
    pub(crate) fn of_case(&self, name: &str) -> &str {
        let name = format!("case:{name}");
        let mut found = self.steps.iter().filter_map(|step| step.fields.get(&name));
        found.next().map_or("", String::as_str)
    }

    /// Values of a list that the source gives of the case.
    pub(crate) fn list_of_case(&self, name: &str) -> Vec<&str> {
        (0..LIST_MAX)
            .map(|number| self.of_case(&format!("{name}/{number}")))
            .take_while(|value| !value.is_empty())
            .collect()
    }

    /// The steps of a name.
    pub(crate) fn all(&self, label: &str) -> impl Iterator<Item = &StepBack> {
        self.steps.iter().filter(move |step| step.label == label)
    }

    /// The first step of a name.
    pub(crate) fn first(&self, label: &str) -> Option<&StepBack> {
        self.steps.iter().find(|step| step.label == label)
    }

    /// The date of the first step of a name.
    pub(crate) fn first_date(&self, label: &str) -> Option<NaiveDate> {
        self.first(label)?.date
    }

    /// How many acts of a kind are in force, according to the state.
    pub(crate) fn acts(&self, kind: &str) -> usize {
        self.state.events.iter().filter(|mark| mark.kind == kind).count()
    }
}

impl StepBack {
    /// Values of a list.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        (0..LIST_MAX)
            .map(|number| self.field(&format!("{name}/{number}")))
            .take_while(|value| !value.is_empty())
            .collect()
    }

    /// A field as the source writes it; empty where it says nothing.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}
