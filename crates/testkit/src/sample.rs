//! One stored event of every kind with every field filled, the optional ones too: the golden samples that every later
//! version of the program must still read.
//!
//! Values are made from the schema of the request, so that a new field is filled without anybody thinking of it. All
//! samples stand in one case and share their objects, so that they can be folded one after another.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use uuid::{Builder, Uuid};
use wenze_domain::acts::Kind;
use wenze_domain::canonical;
use wenze_domain::case::Missing;
use wenze_domain::codes::{Role, TrackCode};
use wenze_domain::decide::{Ids, NewEvent};
use wenze_domain::envelope::{Actor, StreamId, StreamKind};
use wenze_domain::parts;
use wenze_domain::refusal::Refusal;
use wenze_domain::regimes::Pin;
use wenze_domain::registers::{
    access_stream, calendar_stream, delegations_stream, erasure_stream, grants_stream, marks_stream, rulebook_stream,
};
use wenze_domain::request::Draft;
use wenze_domain::schema;

use crate::record::commit;

mod sentence;
mod values;
pub use sentence::sentences;

/// The day and minute on which every sample was recorded.
const RECORDED_MS: u64 = 1_710_000_000_000;

/// The id of the object that stands under this role in all samples.
pub fn object(role: &str) -> Uuid {
    match role {
        "case" => stream(StreamKind::Case).id,
        // What corrections and approvals are about is the sample of a received report.
        "event" => event_id(Kind::ReportReceived),
        _ => Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze:sample/{role}").as_bytes()),
    }
}

/// When a sample was recorded; they follow each other by a second in the order of the kinds.
pub fn recorded_at(kind: Kind) -> DateTime<Utc> {
    let millis = RECORDED_MS + 1_000 * place(kind);
    DateTime::from_timestamp_millis(i64::try_from(millis).unwrap_or_default()).unwrap_or_default()
}

/// A request of this kind with every field filled. Only an importer could send it, since it says where it came from.
pub fn request(kind: Kind) -> Value {
    let schema = schema::request(kind);
    let mut request = values::Filler::new(&schema, kind).fill(&schema, "");
    request["kind"] = json!(kind.as_str());
    request["entered_from"] = json!("import");
    request["refs"] = refs(kind);
    if kind == Kind::RecordCorrected {
        request["payload"]["changes"] =
            json!([{ "pointer": "/occurred/date", "was": "2024-03-05", "is": "2024-03-04" }]);
    }
    request
}

/// The canonical bytes of the stored event of this kind.
pub fn stored(kind: Kind) -> Result<Vec<u8>, Refusal> {
    let draft = Draft::read(request(kind), &mut || object("fresh"))?;
    let missing = Missing {
        object: None,
        machine: "fact".to_owned(),
        state: "none".to_owned(),
        needs: vec!["example".to_owned()],
        acts: Vec::new(),
    };
    let event = NewEvent {
        stream: stream(stream_kind(kind)),
        draft,
        regime: Some(Pin { regime: "cn-accountability".to_owned(), version: "2019".to_owned() }),
        missing: vec![missing],
        take: vec!["case_no:example".to_owned()],
        release: vec!["case_no:before".to_owned()],
    };
    let ids = Ids {
        event_id: event_id(kind),
        command_id: object("command"),
        correlation_id: object("correlation"),
        causation_id: Some(object("event")),
    };
    let actor = Actor { person_id: object("recorder"), role: Role::Clerk, office_id: object("organ") };
    let mut json = event.json(ids, actor);
    if kind == Kind::RecordCorrected {
        json["payload"]["changes"] = changes();
    }
    let taken = parts::take_plain(&mut json, &format!("case:{}", event.stream.id));
    parts::set_commits(&mut json, &taken.iter().map(|part| commit(ids.event_id, part)).collect::<Vec<_>>());
    canonical::bytes(&json).map_err(|error| Refusal::malformed("", error.to_string()))
}

/// The id of the sample of a kind. It is made of the kind's name, so that a new kind leaves the samples of others alone.
pub fn event_id(kind: Kind) -> Uuid {
    let name = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze:sample/event/{}", kind.as_str()).as_bytes());
    let mut low = [0; 10];
    low.copy_from_slice(&name.as_bytes()[..10]);
    Builder::from_unix_timestamp_millis(RECORDED_MS, &low).into_uuid()
}

fn place(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|one| *one == kind).and_then(|place| u64::try_from(place + 1).ok()).unwrap_or_default()
}

fn stream_kind(kind: Kind) -> StreamKind {
    match kind {
        Kind::OfficialRecorded | Kind::PostHeld | Kind::OfficialsMerged => StreamKind::Person,
        Kind::OrganRecorded | Kind::OrganChanged => StreamKind::Organ,
        Kind::RulebookVersionAdopted | Kind::RulebookWithdrawn => StreamKind::Rulebook,
        Kind::CalendarPublished => StreamKind::Calendar,
        Kind::RoleGranted | Kind::RoleRevoked | Kind::AccessRequested | Kind::AccessDecided | Kind::AccessRevoked => {
            StreamKind::Grants
        }
        Kind::ObligationMarked => StreamKind::Marks,
        Kind::AuthorityDelegated | Kind::DelegationRevoked => StreamKind::Delegations,
        Kind::HistoryReplayed
        | Kind::SealedOpeningRequested
        | Kind::SealedOpeningDecided
        | Kind::SealedPartOpened
        | Kind::CaseExported
        | Kind::SealedFileOpened => StreamKind::Access,
        Kind::ErasureProposed
        | Kind::ErasureDecided
        | Kind::PartErased
        | Kind::LegalHoldPlaced
        | Kind::LegalHoldLifted => StreamKind::Erasure,
        _ => StreamKind::Case,
    }
}

fn stream(kind: StreamKind) -> StreamId {
    let id = match kind {
        StreamKind::Case => Uuid::new_v5(&Uuid::NAMESPACE_OID, b"wenze:sample/the-case"),
        StreamKind::Person => object("official"),
        StreamKind::Organ => object("organ"),
        StreamKind::Rulebook => rulebook_stream(&values::label("rulebook")).id,
        StreamKind::Calendar => calendar_stream(&values::label("calendar")).id,
        StreamKind::Grants => grants_stream(object("official")).id,
        StreamKind::Marks => marks_stream(object("case")).id,
        StreamKind::Delegations => delegations_stream(object("official")).id,
        StreamKind::Access => access_stream(object("case")).id,
        StreamKind::Erasure => erasure_stream(object("case")).id,
    };
    StreamId { kind, id }
}

/// The track that the samples of a kind speak of.
fn track(kind: Kind) -> TrackCode {
    match kind {
        Kind::AccountabilityInquiryStarted | Kind::AccountabilityFormDecided => TrackCode::Accountability,
        _ => TrackCode::Party,
    }
}

fn refs(kind: Kind) -> Value {
    let mut refs = Map::new();
    for role in kind.spec().roles() {
        let value = match role.name {
            "track" => json!(format!("{}/{}", object("respondent"), track(kind))),
            "round" => json!(1),
            name => json!(object(name)),
        };
        refs.insert(role.name.to_owned(), json!([value]));
    }
    Value::Object(refs)
}

/// One open field and one private field of the sample of a received report, the private one in both its forms.
fn changes() -> Value {
    let report: Value =
        stored(Kind::ReportReceived).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let mut was = report["payload"]["summary"].clone();
    was["$event"] = json!(event_id(Kind::ReportReceived));
    json!([
        { "pointer": "/occurred/date", "was": report["occurred"]["date"], "is": "2024-03-04" },
        { "pointer": "/payload/summary", "was": was, "is": { "$private": { "class": "text", "value": "更正后的摘要" } } },
    ])
}
