//! `/cases/{id}/evidence`: where each piece of evidence came from, through whose hands it went, and which facts rest on it.

use std::collections::{BTreeSet, HashMap, HashSet};

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{AuditLine, Casework, FileView, RemarkKind};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, HandOverPurpose};

use super::asked::Asked;
use super::doors::Doors;
use super::labels::Labels;
use super::read::Read;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::LongText;
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/evidence";
/// Files of the case that are looked up for their digests.
const FILES_MAX: u32 = 500;
/// People who must collect evidence together.
const COLLECTORS: usize = 2;

/// The evidence as it stands.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let read = Read::all(&casework, id, &Asked::default(), &reader).await?;
    let payloads = payloads(&casework, &read).await?;
    let files = match casework.files_kept() {
        Some(_) => casework.case_files(id, None, FILES_MAX).await?,
        None => Vec::new(),
    };
    let files: HashMap<Uuid, FileView> = files.into_iter().map(|file| (file.info.file_id, file)).collect();
    let labels = Labels::new(&reader, &read);
    let told = Told { reader: &reader, read: &read, labels: &labels, payloads: &payloads, files: &files };
    page(&EvidencePage::new(&told))
}

/// What acts about evidence and facts say, as they stand after corrections, by version.
async fn payloads(casework: &Casework, read: &Read) -> Result<HashMap<i32, Value>, Failure> {
    let about = |line: &&AuditLine| !line.voided && kind_of(line).is_some_and(|kind| ABOUT.contains(&kind));
    let wanted: HashMap<i32, bool> =
        read.lines.iter().filter(about).map(|line| (line.version, is_corrected(line))).collect();
    let limit = super::read::ACTS_MAX.unsigned_abs();
    let mut found = HashMap::new();
    for view in casework.events(read.id, read.after, limit).await?.items {
        let event = match wanted.get(&view.version) {
            None => continue,
            Some(false) => view.event,
            Some(true) => casework.act_in_force(read.id, view.version).await?,
        };
        found.insert(view.version, event["payload"].clone());
    }
    Ok(found)
}

/// The acts that bring evidence, move it, take it out, or rest on it.
const ABOUT: [Kind; 5] = [
    Kind::EvidenceCollected,
    Kind::InterviewRecorded,
    Kind::EvidenceHandedOver,
    Kind::EvidenceExcluded,
    Kind::FactListed,
];

fn kind_of(line: &AuditLine) -> Option<Kind> {
    Kind::parse(&line.kind)
}

fn is_corrected(line: &AuditLine) -> bool {
    line.remarks.iter().any(|remark| remark.kind == RemarkKind::Corrected)
}

/// What the page is made from.
struct Told<'a> {
    reader: &'a Reader,
    read: &'a Read,
    labels: &'a Labels,
    payloads: &'a HashMap<i32, Value>,
    files: &'a HashMap<Uuid, FileView>,
}

#[derive(Template)]
#[template(path = "evidence.html")]
struct EvidencePage {
    frame: Frame,
    doors: Doors,
    rows: Vec<Row>,
    facts: Vec<Fact>,
    /// The history is longer than what was looked through.
    is_cut: bool,
}

/// One piece of evidence.
struct Row {
    id: Uuid,
    label: String,
    /// The act that brought it, and where it stands.
    title: String,
    href: String,
    sentence: String,
    on: String,
    /// How many collected it, and whether they were enough.
    officers: String,
    is_few: bool,
    file: Option<(String, String)>,
    digest: Option<String>,
    chain: Vec<Step>,
    /// Why it counts no more: the act that says so.
    excluded: Option<(String, String)>,
}

/// One hand-over.
struct Step {
    href: String,
    on: String,
    words: String,
}

/// One fact, with what it rests on.
struct Fact {
    label: String,
    href: String,
    text: LongText,
    evidence: Vec<Support>,
    /// What speaks against it.
    notes: Vec<String>,
}

/// Evidence that a fact rests on.
struct Support {
    id: Uuid,
    label: String,
    is_excluded: bool,
}

impl EvidencePage {
    fn new(told: &Told<'_>) -> Self {
        let read = told.read;
        let doors = Doors::new(told.reader, read.id, &read.now, ROUTE);
        let mut rows: Vec<Row> = Vec::new();
        let mut known = HashSet::new();
        for line in told.of(&[Kind::EvidenceCollected, Kind::InterviewRecorded]) {
            for id in line.entry.refs.ids("evidence").filter(|id| known.insert(*id)) {
                rows.push(told.row(id, line));
            }
        }
        Self {
            frame: Frame::new(told.reader, &doors.title()),
            doors,
            rows,
            facts: told.facts(),
            is_cut: read.after > 0,
        }
    }
}

impl<'a> Told<'a> {
    /// The acts of some kinds that stand.
    fn of(&self, kinds: &'static [Kind]) -> impl Iterator<Item = &'a AuditLine> {
        let is_one = move |line: &&AuditLine| !line.voided && kind_of(line).is_some_and(|kind| kinds.contains(&kind));
        self.read.lines.iter().filter(is_one)
    }

    fn payload(&self, line: &AuditLine) -> &Value {
        self.payloads.get(&line.version).unwrap_or(&Value::Null)
    }

    fn href(&self, line: &AuditLine) -> String {
        format!("/cases/{}#v{}", self.read.id, line.version)
    }

    fn label(&self, id: Uuid) -> String {
        self.labels.of(&id.to_string()).map_or_else(|| self.reader.short_id(id), str::to_owned)
    }

    fn row(&self, id: Uuid, line: &AuditLine) -> Row {
        let payload = self.payload(line);
        let officers = payload["officers"].as_array().map_or(0, Vec::len);
        let texts = self.reader.texts;
        let file = payload["record_ref"]["file_id"].as_str().and_then(|id| Uuid::try_parse(id).ok());
        let kept = file.and_then(|id| self.files.get(&id));
        let name = kept.and_then(|file| file.info.name.clone()).unwrap_or_else(|| texts.say("evidence-file"));
        let own = ["sha256", "record_sha256"].into_iter().find_map(|name| text(&payload[name]));
        Row {
            id,
            label: self.label(id),
            title: line.title.clone(),
            href: self.href(line),
            sentence: line.sentence.clone(),
            on: line.occurred_words.clone(),
            officers: match officers {
                0 => texts.say("evidence-unsaid"),
                n => texts.tell("evidence-officers", [("n", n.into())]),
            },
            is_few: officers < COLLECTORS,
            file: file.map(|id| (format!("/api/v1/files/{id}"), name)),
            digest: kept.and_then(|file| file.sha256.clone()).or(own),
            chain: self.about(Kind::EvidenceHandedOver, id).map(|line| self.step(line)).collect(),
            excluded: self.excluded(id).map(|line| (self.href(line), line.sentence.clone())),
        }
    }

    /// The acts of a kind about one piece of evidence.
    fn about(&self, kind: Kind, id: Uuid) -> impl Iterator<Item = &'a AuditLine> {
        let is_it = move |line: &&AuditLine| {
            !line.voided && kind_of(line) == Some(kind) && line.entry.refs.ids("evidence").any(|one| one == id)
        };
        self.read.lines.iter().filter(is_it)
    }

    fn excluded(&self, id: Uuid) -> Option<&'a AuditLine> {
        self.about(Kind::EvidenceExcluded, id).last()
    }

    fn step(&self, line: &AuditLine) -> Step {
        let payload = self.payload(line);
        let unsaid = || self.reader.words.not_recorded();
        let purpose = payload["purpose"].as_str().map(|code| self.reader.words.code(HandOverPurpose::LIST, code));
        let says = [
            ("from", text(&payload["from"]).unwrap_or_else(unsaid).into()),
            ("to", text(&payload["to"]).unwrap_or_else(unsaid).into()),
            ("purpose", purpose.unwrap_or_else(unsaid).into()),
        ];
        let words = self.reader.texts.tell("evidence-step", says);
        Step { href: self.href(line), on: line.occurred_words.clone(), words }
    }

    /// Each fact with the evidence that it names, and that was collected for it.
    fn facts(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        for line in self.of(&[Kind::FactListed]) {
            for id in line.entry.refs.ids("fact") {
                facts.push(self.fact(id, line));
            }
        }
        facts
    }

    fn fact(&self, id: Uuid, line: &AuditLine) -> Fact {
        let payload = self.payload(line);
        let mut support: Vec<Uuid> = line.entry.refs.ids("evidence").collect();
        for brought in self.of(&[Kind::EvidenceCollected, Kind::InterviewRecorded]) {
            if brought.entry.refs.ids("fact").any(|one| one == id) {
                support.extend(brought.entry.refs.ids("evidence"));
            }
        }
        let mut seen = BTreeSet::new();
        support.retain(|id| seen.insert(*id));
        let one = |id: &Uuid| Support { id: *id, label: self.label(*id), is_excluded: self.excluded(*id).is_some() };
        let evidence: Vec<Support> = support.iter().map(one).collect();
        let said = text(&payload["text_ref"]["text"]).unwrap_or_else(|| line.sentence.clone());
        Fact {
            label: self.label(id),
            href: self.href(line),
            text: LongText::new(&said),
            notes: self.notes(&evidence, payload["disputed"].as_bool() == Some(true)),
            evidence,
        }
    }

    /// What speaks against a fact: that it is disputed, and how little of its evidence counts.
    fn notes(&self, evidence: &[Support], is_disputed: bool) -> Vec<String> {
        let texts = self.reader.texts;
        let counting = evidence.iter().filter(|one| !one.is_excluded).count();
        let excluded = evidence.len() - counting;
        let little = match counting {
            0 => Some(texts.say("fact-without")),
            1 => Some(texts.say("fact-with-one")),
            _ => None,
        };
        let gone = (excluded > 0).then(|| texts.tell("fact-excluded", [("n", excluded.into())]));
        is_disputed.then(|| texts.say("fact-disputed")).into_iter().chain(gone).chain(little).collect()
    }
}

/// A text of an act that may be read, or what stands there openly.
fn text(value: &Value) -> Option<String> {
    let open = value.as_str().filter(|text| *text != wenze_domain::fields::NOT_RECORDED);
    value["text"].as_str().or(open).map(str::to_owned)
}
