//! Cases as they are delivered to the log: read, translated, each with its place in the files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde_json::{Map, Value, json};
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::ImportError;
use super::rejects::Reject;
use crate::ROW_BYTES_MAX;
use crate::mapping::{Format, Mapping};
use crate::source::{self, Fault, NativeCase, NativeReader, SourceCase, XesReader};
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::fields::Label;
use wenze_domain::registers::{
    access_stream, calendar_stream, delegations_stream, erasure_stream, grants_stream, marks_stream, rulebook_stream,
};

mod tables;

/// Payload fields that name an object of the case.
const NAMING_FIELDS: [&str; 6] = ["respondent", "allegation", "argument", "determination", "fact", "object"];
/// Begins the name of an object that the import makes an id for.
const NAME: char = '@';

/// One case on its way.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    /// Its place among everything the files hold, from 0.
    pub(super) sequence: u64,
    /// Where it stands.
    pub(super) spot: Spot,
    /// Its name in the source.
    pub(super) row: String,
    /// Its stream.
    pub(super) stream: StreamId,
    /// Which part of it, from 1; later parts continue what the first began.
    pub(super) part: u32,
    /// Its acts.
    pub(super) acts: Vec<Value>,
    /// What cannot have been as the source says it.
    pub(super) remarks: Vec<Reject>,
    /// Where each event stands, in a set of tables; empty elsewhere.
    pub(super) spots: Vec<Spot>,
}

impl Delivery {
    /// Where the row stands that an act was made of.
    pub(super) fn spot_of(&self, act: usize) -> Spot {
        let place = || {
            let row = self.acts.get(act)?.pointer("/origin/row")?.as_str()?;
            let (_, place) = row.rsplit_once('#')?;
            let digits = place.split(|c: char| !c.is_ascii_digit()).next()?;
            self.spots.get(digits.parse::<usize>().ok()?.checked_sub(1)?).cloned()
        };
        place().unwrap_or_else(|| self.spot.clone())
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: Arc<Path>,
    pub(super) format: Format,
    /// Number of the trace or line, from 1.
    pub(super) number: u64,
}

/// What the files hold, in their order.
#[derive(Debug)]
pub(super) enum Item {
    Case(Delivery),
    /// Something that cannot be delivered.
    Reject(u64, Reject),
    /// A file could not be opened at all.
    Stopped(ImportError),
}

/// Reads files and sends their cases on; blocks, so it runs on a thread of its own.
pub(super) struct Courier {
    pub(super) files: Vec<PathBuf>,
    pub(super) mapping: Arc<Mapping>,
    pub(super) bytes: Arc<AtomicU64>,
    /// Cases at the start that an earlier run has finished.
    pub(super) skip: u64,
    pub(super) sort_bytes: usize,
    pub(super) sort_folder: PathBuf,
    pub(super) to: Sender<Item>,
}

impl Courier {
    /// Sends everything, or stops early when nobody takes it any more.
    pub(super) fn run(self) {
        if self.mapping.format() == Format::Tables {
            return self.run_tables();
        }
        let mut sequence = 0;
        for path in &self.files {
            let file: Arc<Path> = path.as_path().into();
            let bytes = match source::open(path, &self.bytes) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let stopped = Item::Stopped(ImportError::Open { path: path.clone(), error });
                    // Whoever no longer takes items has no use for this one either.
                    let _ = self.to.blocking_send(stopped);
                    return;
                }
            };
            let format = self.mapping.format();
            let spot = |number| Spot { file: Arc::clone(&file), format, number };
            let is_taken = match format {
                Format::Xes => {
                    let cases = XesReader::new(bytes, self.mapping.case_attribute());
                    self.send(cases, &mut sequence, &spot, |case| from_log(&self.mapping, &case))
                }
                Format::Acts | Format::Tables => {
                    let cases = NativeReader::new(bytes);
                    self.send(cases, &mut sequence, &spot, |case| from_acts(&self.mapping, case))
                }
            };
            if !is_taken {
                return;
            }
        }
    }

    fn send<C>(
        &self,
        cases: impl Iterator<Item = Result<C, Fault>>,
        sequence: &mut u64,
        spot: &impl Fn(u64) -> Spot,
        deliver: impl Fn(C) -> Result<Ready, Fault>,
    ) -> bool {
        for case in cases {
            let own = *sequence;
            *sequence += 1;
            if own < self.skip {
                continue;
            }
            let item = match case.and_then(&deliver) {
                Ok(Ready { number, row, stream, part, acts }) => {
                    let (spot, remarks, spots) = (spot(number), Vec::new(), Vec::new());
                    Item::Case(Delivery { sequence: own, spot, row, stream, part, acts, remarks, spots })
                }
                Err(fault) => Item::Reject(own, Reject::from_fault(&spot(fault.number), fault)),
            };
            if self.to.blocking_send(item).is_err() {
                return false;
            }
        }
        true
    }
}

/// A case before it has its place in the files.
#[derive(Debug)]
struct Ready {
    number: u64,
    row: String,
    stream: StreamId,
    part: u32,
    acts: Vec<Value>,
}

fn from_log(mapping: &Mapping, case: &SourceCase) -> Result<Ready, Fault> {
    let translated = mapping.translate(case)?;
    if translated.acts.is_empty() {
        return Err(no_events(case.number, &translated.row));
    }
    let stream = StreamId { kind: StreamKind::Case, id: mapping.ids().case(&translated.row) };
    Ok(Ready { number: case.number, row: translated.row, stream, part: 1, acts: translated.acts })
}

fn no_events(number: u64, row: &str) -> Fault {
    Fault::case(number, "no-events", "the case has no events, so there is nothing to record").of(Some(row))
}

/// Native acts get what an import adds to them: that they were imported, from where, and ids for the names they use.
fn from_acts(mapping: &Mapping, case: NativeCase) -> Result<Ready, Fault> {
    let NativeCase { number, kind, case: row, part, acts } = case;
    if row.len() > ROW_BYTES_MAX || Label::new(&row).is_err() {
        let message = format!("the name of a case is one line of 1 to {ROW_BYTES_MAX} bytes");
        return Err(Fault::case(number, "case-name", message));
    }
    let id = Uuid::try_parse(&row).unwrap_or_else(|_| match kind {
        StreamKind::Case => mapping.ids().case(&row),
        StreamKind::Person | StreamKind::Organ => mapping.ids().entry(kind, &row),
        StreamKind::Rulebook => rulebook_stream(&row).id,
        StreamKind::Calendar => calendar_stream(&row).id,
        StreamKind::Grants => grants_stream(mapping.ids().entry(StreamKind::Person, &row)).id,
        StreamKind::Marks => marks_stream(mapping.ids().case(&row)).id,
        StreamKind::Delegations => delegations_stream(mapping.ids().entry(StreamKind::Person, &row)).id,
        StreamKind::Access => access_stream(mapping.ids().case(&row)).id,
        StreamKind::Erasure => erasure_stream(mapping.ids().case(&row)).id,
    });
    let stream = StreamId { kind, id };
    let complete = |(index, act)| {
        let Value::Object(mut act) = act else {
            let fault = Fault::case(number, "malformed", "an act is a JSON object").of(Some(&row));
            return Err(Fault { act: Some(index), ..fault });
        };
        act.entry("entered_from").or_insert_with(|| "import".into());
        let origin = || json!({ "set": mapping.set(), "row": format!("{row}#{part}.{}", index + 1) });
        act.entry("origin").or_insert_with(origin);
        give_ids(mapping, &row, &mut act);
        Ok(act.into())
    };
    let acts = acts.into_iter().enumerate().map(complete).collect::<Result<Vec<_>, _>>()?;
    Ok(Ready { number, row, stream, part, acts })
}

fn give_ids(mapping: &Mapping, row: &str, act: &mut Map<String, Value>) {
    let id = |text: &str| {
        let name = text.strip_prefix(NAME)?;
        let (name, track) = name.split_once('/').map_or((name, None), |(name, track)| (name, Some(track)));
        let id = mapping.ids().object(row, name, 1);
        Some(track.map_or_else(|| id.to_string(), |track| format!("{id}/{track}")))
    };
    if let Some(refs) = act.get_mut("refs").and_then(Value::as_object_mut) {
        for value in refs.values_mut().filter_map(Value::as_array_mut).flatten() {
            replace(value, &id);
        }
    }
    if let Some(payload) = act.get_mut("payload") {
        name_objects(payload, &id);
    }
}

fn name_objects(value: &mut Value, id: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                if NAMING_FIELDS.contains(&name.as_str()) {
                    replace(inner, id);
                }
                name_objects(inner, id);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| name_objects(item, id)),
        _ => {}
    }
}

fn replace(value: &mut Value, id: &impl Fn(&str) -> Option<String>) {
    if let Some(id) = value.as_str().and_then(id) {
        *value = id.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTS: &str = "version = 1\nset = \"own\"\nformat = \"acts\"\n[actor]\nrole = \"CLERK\"\n";

    fn ready(acts: Value) -> Result<Ready, Fault> {
        let Value::Array(acts) = acts else { panic!("a list of acts") };
        from_acts(
            &Mapping::parse(ACTS).unwrap(),
            NativeCase { number: 3, kind: StreamKind::Case, case: "R1".to_owned(), part: 1, acts },
        )
    }

    #[test]
    fn native_acts_are_told_where_they_come_from_and_what_their_names_mean() {
        let act = json!({"kind": "CaseFiled", "refs": {"respondent": ["@r"], "track": ["@r/gov"]},
            "payload": {"case_no": "@no", "respondents": [{"respondent": "@r"}]}});
        let given = json!({"kind": "X", "origin": {"set": "older", "row": "7"}, "entered_from": "paper"});
        let ready = ready(json!([act, given])).unwrap();
        let id = Mapping::parse(ACTS).unwrap().ids().object("R1", "r", 1);
        assert_eq!(ready.acts[0]["refs"], json!({"respondent": [id], "track": [format!("{id}/gov")]}));
        assert_eq!(ready.acts[0]["payload"]["respondents"][0]["respondent"], json!(id));
        assert_eq!(ready.acts[0]["payload"]["case_no"], "@no", "not a field that names an object");
        assert_eq!(ready.acts[0]["origin"], json!({"set": "own", "row": "R1#1.1"}));
        assert_eq!(ready.acts[0]["entered_from"], "import");
        assert_eq!(ready.acts[1]["origin"]["set"], "older");
        assert_eq!(ready.acts[1]["entered_from"], "paper");
    }

    #[test]
    fn an_act_that_is_no_object_is_a_fault_of_that_act() {
        let fault = ready(json!([{"kind": "X"}, 7])).unwrap_err();
        assert_eq!((fault.code, fault.act, fault.number), ("malformed", Some(1), 3));
    }
}
